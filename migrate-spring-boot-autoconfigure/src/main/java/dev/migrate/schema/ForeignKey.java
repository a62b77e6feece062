package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key of a table, written as
 * {@code foreignKey("author_id").references("users", "id").onDelete(CASCADE)}.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param columns the referencing columns, at least one
 * @param referencedTable the table that it refers to
 * @param referencedColumns as many columns of that table, or none for its primary key
 * @param match what NULL means in a key of several columns
 * @param onDelete what happens to a row whose referenced row is deleted
 * @param onDeleteColumns the columns that {@code onDelete} sets, or none for all of them;
 * only for {@link ReferentialAction#SET_NULL} and {@link ReferentialAction#SET_DEFAULT},
 * since PostgreSQL 15
 * @param onUpdate what happens to a row whose referenced key is updated
 * @param deferrability when it is checked
 * @param notValid whether rows that are there already may violate it
 */
public record ForeignKey(@Nullable String name, List<String> columns, ObjectName referencedTable,
		List<String> referencedColumns, Match match, ReferentialAction onDelete, List<String> onDeleteColumns,
		ReferentialAction onUpdate, Deferrability deferrability, boolean notValid) implements Constraint {

	public ForeignKey {
		columns = Columns.require("a foreign key", columns);
		referencedColumns = List.copyOf(referencedColumns);
		onDeleteColumns = List.copyOf(onDeleteColumns);
		if (!referencedColumns.isEmpty() && referencedColumns.size() != columns.size()) {
			throw new InvalidSchemaException(
					"A foreign key to '%s' has the columns %s but refers to %s.".formatted(referencedTable, columns,
							referencedColumns),
					"Name as many referenced columns as columns, or none for the primary key.");
		}
		if (!columns.containsAll(onDeleteColumns)) {
			throw new InvalidSchemaException("A foreign key to '%s' has the columns %s but sets %s on delete."
				.formatted(referencedTable, columns, onDeleteColumns), "Name only columns of the foreign key.");
		}
		if (!onDeleteColumns.isEmpty() && !onDelete.setsColumns()) {
			throw new InvalidSchemaException(
					"A foreign key to '%s' names columns for ON DELETE %s.".formatted(referencedTable, onDelete.sql()),
					"Name columns only for SET NULL and SET DEFAULT.");
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
				this.referencedTable, this.referencedColumns, this.match, this.onDelete, this.onDeleteColumns,
				this.onUpdate, this.deferrability, this.notValid);
	}

	public ForeignKey match(Match match) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, match,
				this.onDelete, this.onDeleteColumns, this.onUpdate, this.deferrability, this.notValid);
	}

	/**
	 * Returns this foreign key with what happens to a row whose referenced row is
	 * deleted.
	 * @param action the action
	 * @param columns the columns that it sets, none for all of them
	 * @return the foreign key
	 */
	public ForeignKey onDelete(ReferentialAction action, String... columns) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.match, action,
				List.of(columns), this.onUpdate, this.deferrability, this.notValid);
	}

	public ForeignKey onUpdate(ReferentialAction action) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.match,
				this.onDelete, this.onDeleteColumns, action, this.deferrability, this.notValid);
	}

	public ForeignKey deferrable(Deferrability deferrability) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.match,
				this.onDelete, this.onDeleteColumns, this.onUpdate, deferrability, this.notValid);
	}

	/**
	 * Returns this foreign key with NOT VALID.
	 * @return the foreign key
	 */
	public ForeignKey withNotValid() {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.match,
				this.onDelete, this.onDeleteColumns, this.onUpdate, this.deferrability, true);
	}

	@Override
	public ForeignKey map(ObjectName table, Renaming renaming) {
		return new ForeignKey(this.name, renaming.columns(table, this.columns), renaming.object(this.referencedTable),
				renaming.columns(this.referencedTable, this.referencedColumns), this.match, this.onDelete,
				renaming.columns(table, this.onDeleteColumns), this.onUpdate, this.deferrability, this.notValid);
	}

	/**
	 * What NULL means in a key of several columns.
	 */
	public enum Match {

		/**
		 * A row with a NULL in any column refers to nothing.
		 */
		SIMPLE,

		/**
		 * All columns are NULL, or none is.
		 */
		FULL

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
			return new ForeignKey(null, this.columns, ObjectName.of(table), List.of(columns), Match.SIMPLE,
					ReferentialAction.NO_ACTION, List.of(), ReferentialAction.NO_ACTION, Deferrability.NOT_DEFERRABLE,
					false);
		}

	}

}
