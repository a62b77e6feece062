package dev.migrate.schema;

/**
 * When a constraint is checked.
 */
public enum Deferrability {

	/**
	 * After each row or statement.
	 */
	NOT_DEFERRABLE,

	/**
	 * After each statement, unless a transaction defers it.
	 */
	INITIALLY_IMMEDIATE,

	/**
	 * At the end of a transaction, unless it asks for it earlier.
	 */
	INITIALLY_DEFERRED;

	/**
	 * Returns the words that SQL uses.
	 * @return such as {@code DEFERRABLE INITIALLY DEFERRED}, empty for what SQL does by
	 * itself
	 */
	public String sql() {
		return (this == NOT_DEFERRABLE) ? "" : "DEFERRABLE " + name().replace('_', ' ');
	}

}
