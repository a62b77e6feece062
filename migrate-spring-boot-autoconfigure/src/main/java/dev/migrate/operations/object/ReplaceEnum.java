package dev.migrate.operations.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;

/**
 * Replaces an enum type by one of the same name with other values, or with the same in
 * another order: renames the old type, creates the new one, converts the columns and
 * drops the old type. A column that is not listed makes the drop fail, and so nothing
 * happens.
 *
 * @param from the type as it is
 * @param to the type as it is to be, of the same name
 * @param columns all columns of the type
 */
public record ReplaceEnum(EnumType from, EnumType to, List<EnumColumn> columns) implements Operation {

	/**
	 * What the old type is called meanwhile: a name of its own, because one derived from
	 * that of the type may be too long.
	 */
	private static final String REPLACED = "migrate_replaced_enum";

	public ReplaceEnum {
		columns = List.copyOf(columns);
		if (!from.name().equals(to.name())) {
			throw new InvalidOperationException(
					"Enum type '%s' is replaced by one of another name, '%s'.".formatted(from.name(), to.name()),
					"Rename it with renameEnum(…).");
		}
		if (from.values().equals(to.values())) {
			throw new InvalidOperationException(
					"Enum type '%s' is replaced by one with the same values.".formatted(from.name()),
					"Give the values as they are and then as they are to be, or leave the operation out.");
		}
		Set<ColumnName> seen = new HashSet<>();
		for (EnumColumn column : columns) {
			if (!seen.add(column.name())) {
				throw new InvalidOperationException(
						"The column '%s' of enum type '%s' is given twice.".formatted(column.name(), from.name()),
						"Give it once.");
			}
		}
	}

	@Override
	public void write(SqlWriter sql) {
		ObjectName replaced = this.from.name().sibling(REPLACED);
		new RenameObject(ObjectKind.TYPE, this.from.name(), REPLACED).write(sql);
		new CreateEnum(this.to).write(sql);
		Map<ObjectName, List<EnumColumn>> tables = new LinkedHashMap<>();
		this.columns.forEach(
				(column) -> tables.computeIfAbsent(column.name().table(), (table) -> new ArrayList<>()).add(column));
		tables.forEach((table, ofTable) -> convert(sql, table, ofTable));
		DropObject.of(ObjectKind.TYPE, replaced).write(sql);
	}

	private void convert(SqlWriter sql, ObjectName table, List<EnumColumn> ofTable) {
		sql.sql("ALTER TABLE ").name(table);
		String separator = " ";
		for (EnumColumn column : ofTable) {
			sql.sql(separator);
			if (column.defaultValue() != null) {
				alter(sql, column).sql(" DROP DEFAULT, ");
			}
			String array = column.array() ? "[]" : "";
			alter(sql, column).sql(" TYPE ").name(this.to.name()).sql(array);
			sql.sql(" USING ").identifier(column.name().column()).sql("::text").sql(array);
			sql.sql("::").name(this.to.name()).sql(array);
			if (column.defaultValue() != null) {
				alter(sql.sql(", "), column).sql(" SET DEFAULT ").sql(column.defaultValue());
			}
			separator = ", ";
		}
		sql.end();
	}

	private static SqlWriter alter(SqlWriter sql, EnumColumn column) {
		return sql.sql("ALTER COLUMN ").identifier(column.name().column());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new ReplaceEnum(this.to, this.from, this.columns));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.replaceEnum(").value(this.from).java(", ").value(this.to);
		this.columns.forEach((column) -> column.render(java.java(", ")));
		java.java(");");
	}

	@Override
	public String describe() {
		return "replace enum type " + this.to.name();
	}

}
