package dev.migrate.autogenerate;

import dev.migrate.MigrateException;

/**
 * Thrown when a pattern for the names of compared objects is malformed.
 */
public class InvalidObjectPatternException extends MigrateException {

	private final String pattern;

	InvalidObjectPatternException(String property, String pattern, boolean parts) {
		super("'%s' in %s is not a pattern for the name of a table%s.".formatted(pattern, property,
				parts ? " or of a part of one" : ""),
				("Write it as table%s; * stands for any characters but a dot, and a name with other characters than"
						+ " letters, digits, _, $ and - is written in double quotes.")
					.formatted(parts ? ", schema.table, table.column or schema.table.column" : " or schema.table"));
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
