package dev.migrate.operations.object;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A column whose type is an enum type that is {@linkplain ReplaceEnum replaced}, written
 * as {@code enumColumn("users", "mood").defaultValue("'ok'")}.
 *
 * @param name the column
 * @param array whether its type is an array of the enum type
 * @param defaultValue the default as an expression of SQL that both the old and the new
 * type understand, or {@code null} if it has none
 */
public record EnumColumn(ColumnName name, boolean array, @Nullable String defaultValue) {

	/**
	 * A column without a default.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @param column the column
	 * @return the column
	 */
	public static EnumColumn enumColumn(String table, String column) {
		return new EnumColumn(new ColumnName(ObjectName.of(table), column), false, null);
	}

	/**
	 * Returns this column as one whose values are arrays of the enum type.
	 * @return the column
	 */
	public EnumColumn asArray() {
		return new EnumColumn(this.name, true, this.defaultValue);
	}

	/**
	 * Returns this column with its default. PostgreSQL cannot convert a default from one
	 * enum type to another, so that it is dropped before and set after.
	 * @param expression the default as an expression of SQL, such as {@code 'ok'}
	 * @return the column
	 */
	public EnumColumn defaultValue(String expression) {
		return new EnumColumn(this.name, this.array, expression);
	}

	void render(JavaWriter java) {
		java.member(EnumColumn.class, "enumColumn")
			.java("(")
			.value(this.name.table())
			.java(", ")
			.value(this.name.column())
			.java(")");
		if (this.array) {
			java.java(".asArray()");
		}
		if (this.defaultValue != null) {
			java.java(".defaultValue(").value(this.defaultValue).java(")");
		}
	}

}
