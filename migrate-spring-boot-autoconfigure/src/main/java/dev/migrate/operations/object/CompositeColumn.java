package dev.migrate.operations.object;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;

/**
 * A column whose type is a composite type that is {@linkplain AlterCompositeType
 * altered}, written as {@code compositeColumn("shapes", "corner")}.
 *
 * @param name the column
 * @param array whether its type is an array of the composite type
 */
public record CompositeColumn(ColumnName name, boolean array) {

	/**
	 * A column.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @param column the column
	 * @return the column
	 */
	public static CompositeColumn compositeColumn(String table, String column) {
		return new CompositeColumn(new ColumnName(ObjectName.of(table), column), false);
	}

	/**
	 * Returns this column as one whose values are arrays of the composite type, of one
	 * dimension.
	 * @return the column
	 */
	public CompositeColumn asArray() {
		return new CompositeColumn(this.name, true);
	}

	void render(JavaWriter java) {
		java.member(CompositeColumn.class, "compositeColumn")
			.java("(")
			.value(this.name.table())
			.java(", ")
			.value(this.name.column())
			.java(")");
		if (this.array) {
			java.java(".asArray()");
		}
	}

}
