package dev.migrate.schema;

import java.util.List;
import java.util.function.UnaryOperator;

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
	 * Reads a name as people write it: {@code users.email}, {@code app.users.email}, or
	 * with a part in double quotes where the part itself contains a dot.
	 * @param text the text
	 * @return the name
	 * @throws InvalidSchemaException if there is no table, a part is empty, a quote is
	 * not closed or there are more than three parts
	 */
	public static ColumnName of(String text) {
		List<String> parts = ObjectName.parts(text, UnaryOperator.identity());
		return switch (parts.size()) {
			case 2 -> new ColumnName(new ObjectName(null, parts.get(0)), parts.get(1));
			case 3 -> new ColumnName(new ObjectName(parts.get(0), parts.get(1)), parts.get(2));
			default -> throw new InvalidSchemaException("'%s' is not the name of a column.".formatted(text),
					"Write it as table.column or schema.table.column, with double quotes around a part that contains a"
							+ " dot.");
		};
	}

	/**
	 * Returns the name for people to read; for SQL it must be quoted by a dialect.
	 */
	@Override
	public String toString() {
		return this.table + "." + this.column;
	}

	/**
	 * Returns this name under other names.
	 */
	public ColumnName map(Renaming renaming) {
		return new ColumnName(renaming.object(this.table), renaming.column(this.table, this.column));
	}

}
