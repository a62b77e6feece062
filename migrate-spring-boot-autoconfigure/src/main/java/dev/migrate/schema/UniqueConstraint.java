package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A unique constraint of a table.
 *
 * @param name the name, or {@code null} if a {@link NamingConvention} is to name it
 * @param columns the columns, at least one
 */
public record UniqueConstraint(@Nullable String name, List<String> columns) implements Constraint {

	public UniqueConstraint {
		columns = Columns.require("a unique constraint", columns);
	}

	public static UniqueConstraint unique(String... columns) {
		return new UniqueConstraint(null, List.of(columns));
	}

	@Override
	public UniqueConstraint named(String name) {
		return new UniqueConstraint(InvalidSchemaException.requireName("a unique constraint", name), this.columns);
	}

}
