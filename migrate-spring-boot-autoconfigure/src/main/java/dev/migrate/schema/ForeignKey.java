package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key of a table, written as
 * {@code foreignKey("author_id").references("users", "id").onDelete(CASCADE)}.
 *
 * @param name the name, or {@code null} if a {@link NamingConvention} is to name it
 * @param columns the referencing columns, at least one
 * @param referencedTable the table that it refers to
 * @param referencedColumns as many columns of that table, or none for its primary key
 * @param onDelete what happens to a row whose referenced row is deleted
 * @param onUpdate what happens to a row whose referenced key is updated
 */
public record ForeignKey(@Nullable String name, List<String> columns, ObjectName referencedTable,
		List<String> referencedColumns, ReferentialAction onDelete, ReferentialAction onUpdate) implements Constraint {

	public ForeignKey {
		columns = Columns.require("a foreign key", columns);
		referencedColumns = List.copyOf(referencedColumns);
		if (!referencedColumns.isEmpty() && referencedColumns.size() != columns.size()) {
			throw new InvalidSchemaException(
					"A foreign key to '%s' has the columns %s but refers to %s.".formatted(referencedTable, columns,
							referencedColumns),
					"Name as many referenced columns as columns, or none for the primary key.");
		}
	}

	/**
	 * Starts a foreign key with its own columns.
	 * @param columns the referencing columns
	 * @return a value that still has to be told what it references
	 */
	public static Referencing foreignKey(String... columns) {
		return new Referencing(Columns.require("a foreign key", List.of(columns)));
	}

	@Override
	public ForeignKey named(String name) {
		return new ForeignKey(InvalidSchemaException.requireName("a foreign key", name), this.columns,
				this.referencedTable, this.referencedColumns, this.onDelete, this.onUpdate);
	}

	public ForeignKey onDelete(ReferentialAction action) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, action,
				this.onUpdate);
	}

	public ForeignKey onUpdate(ReferentialAction action) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				action);
	}

	/**
	 * The columns of a foreign key that does not yet refer to a table.
	 *
	 * @param columns the referencing columns
	 */
	public record Referencing(List<String> columns) {

		/**
		 * Completes the foreign key.
		 * @param table the referenced table, {@code name} or {@code schema.name}
		 * @param columns its columns, none for its primary key
		 * @return the foreign key, with {@link ReferentialAction#NO_ACTION} on delete and
		 * on update
		 */
		public ForeignKey references(String table, String... columns) {
			return new ForeignKey(null, this.columns, ObjectName.of(table), List.of(columns),
					ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
		}

	}

}
