package dev.migrate.command.output;

/**
 * Writes values as JSON.
 */
@FunctionalInterface
public interface JsonFormat {

	/**
	 * Writes a value as one line of JSON.
	 * @param value a string, number, boolean, {@code null}, or a map or iterable of such
	 * values; anything else is written as the string that it is described with
	 */
	String write(Object value);

}
