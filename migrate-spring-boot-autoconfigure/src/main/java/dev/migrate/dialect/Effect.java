package dev.migrate.dialect;

/**
 * What is known of a statement that ran when its session ended.
 */
public enum Effect {

	/**
	 * It has taken effect.
	 */
	TAKEN,

	/**
	 * It may be run again: either it has not taken effect, or doing it twice is as good
	 * as doing it once.
	 */
	REPEATABLE,

	/**
	 * Nobody can tell.
	 */
	UNKNOWN

}
