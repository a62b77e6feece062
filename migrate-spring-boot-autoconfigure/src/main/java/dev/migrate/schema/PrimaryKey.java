package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The primary key of a table.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param columns the columns, at least one
 * @param include further columns that its index holds
 * @param deferrability when it is checked
 */
public record PrimaryKey(@Nullable String name, List<String> columns, List<String> include,
		Deferrability deferrability) implements Constraint {

	public PrimaryKey {
		columns = Columns.require("a primary key", columns);
		include = List.copyOf(include);
	}

	public static PrimaryKey primaryKey(String... columns) {
		return new PrimaryKey(null, List.of(columns), List.of(), Deferrability.NOT_DEFERRABLE);
	}

	@Override
	public PrimaryKey named(String name) {
		return new PrimaryKey(InvalidSchemaException.requireName("a primary key", name), this.columns, this.include,
				this.deferrability);
	}

	public PrimaryKey include(String... columns) {
		return new PrimaryKey(this.name, this.columns, List.of(columns), this.deferrability);
	}

	public PrimaryKey deferrable(Deferrability deferrability) {
		return new PrimaryKey(this.name, this.columns, this.include, deferrability);
	}

	@Override
	public PrimaryKey map(ObjectName table, Renaming renaming) {
		return new PrimaryKey(this.name, renaming.columns(table, this.columns), renaming.columns(table, this.include),
				this.deferrability);
	}

}
