package dev.migrate.autogenerate.rename;

import java.util.HashSet;
import java.util.Set;

import dev.migrate.autogenerate.rename.Renames.RenamedColumn;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Gives a column another name wherever it is named, except in the text of expressions.
 */
public final class ColumnRenaming implements Renaming {

	private final RenamedColumn column;

	private final Set<ObjectName> tables;

	ColumnRenaming(RenamedColumn column, SchemaSnapshot snapshot) {
		this.column = column;
		this.tables = withHeirs(column.table(), snapshot);
	}

	/**
	 * Returns a table and all that have its columns from it.
	 */
	private static Set<ObjectName> withHeirs(ObjectName parent, SchemaSnapshot snapshot) {
		Set<ObjectName> tables = new HashSet<>(Set.of(parent));
		boolean grown = true;
		while (grown) {
			grown = false;
			for (InspectedTable table : snapshot.tables().values()) {
				grown |= table.parents().stream().anyMatch(tables::contains) && tables.add(table.name());
			}
		}
		return tables;
	}

	@Override
	public String column(ObjectName table, String name) {
		return (this.tables.contains(table) && name.equals(this.column.from())) ? this.column.to() : name;
	}

}
