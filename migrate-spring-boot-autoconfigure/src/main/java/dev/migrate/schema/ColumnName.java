package dev.migrate.schema;

/**
 * The name of a column of a table.
 *
 * @param table the table
 * @param column the column
 */
public record ColumnName(ObjectName table, String column) {

	public ColumnName {
		InvalidSchemaException.requireName("a column of " + table, column);
	}

	/**
	 * Returns the name for people to read; for SQL it must be quoted by a dialect.
	 */
	@Override
	public String toString() {
		return this.table + "." + this.column;
	}

}
