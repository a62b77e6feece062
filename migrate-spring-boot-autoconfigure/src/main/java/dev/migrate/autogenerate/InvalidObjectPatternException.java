package dev.migrate.autogenerate;

import dev.migrate.MigrateException;

/**
 * Thrown when a pattern for the names of compared objects is malformed.
 */
public class InvalidObjectPatternException extends MigrateException {

	private final String pattern;

	InvalidObjectPatternException(String pattern) {
		super("'%s' in migrate.autogenerate.include or exclude is not a pattern for the name of a table or of a part of one."
			.formatted(pattern),
				"Write it as table, schema.table, table.column or schema.table.column; * stands for any characters but"
						+ " a dot.");
		this.pattern = pattern;
	}

	/**
	 * Returns the pattern.
	 * @return the pattern as it was given
	 */
	public String getPattern() {
		return this.pattern;
	}

}
