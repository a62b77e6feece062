package dev.migrate.schema;

/**
 * What a foreign key does with a row when the row that it refers to is deleted or gets
 * another key, as the SQL standard names it.
 */
public enum ReferentialAction {

	NO_ACTION, RESTRICT, CASCADE, SET_NULL, SET_DEFAULT;

	/**
	 * Returns the words that SQL uses.
	 * @return the action, such as {@code SET NULL}
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

	boolean setsColumns() {
		return this == SET_NULL || this == SET_DEFAULT;
	}

}
