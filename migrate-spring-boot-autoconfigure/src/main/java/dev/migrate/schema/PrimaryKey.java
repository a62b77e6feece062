package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The primary key of a table.
 *
 * @param name the name, or {@code null} if a {@link NamingConvention} is to name it
 * @param columns the columns, at least one
 */
public record PrimaryKey(@Nullable String name, List<String> columns) implements Constraint {

	public PrimaryKey {
		columns = Columns.require("a primary key", columns);
	}

	public static PrimaryKey primaryKey(String... columns) {
		return new PrimaryKey(null, List.of(columns));
	}

	@Override
	public PrimaryKey named(String name) {
		return new PrimaryKey(InvalidSchemaException.requireName("a primary key", name), this.columns);
	}

}
