package dev.migrate.runtime.run;

/**
 * What an operator says about a statement that was interrupted and may or may not have
 * taken effect.
 */
public enum Resume {

	/**
	 * It has taken effect: go on after it.
	 */
	SKIP,

	/**
	 * It has not taken effect: run it again.
	 */
	REPEAT

}
