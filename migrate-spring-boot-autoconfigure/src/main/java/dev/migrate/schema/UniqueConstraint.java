package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A unique constraint of a table.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param columns the columns, at least one
 * @param include further columns that its index holds
 * @param nullsNotDistinct whether two NULLs count as the same value, which PostgreSQL can
 * since version 15
 * @param deferrability when it is checked
 */
public record UniqueConstraint(@Nullable String name, List<String> columns, List<String> include,
		boolean nullsNotDistinct, Deferrability deferrability) implements Constraint {

	public UniqueConstraint {
		columns = Columns.require("a unique constraint", columns);
		include = List.copyOf(include);
	}

	public static UniqueConstraint unique(String... columns) {
		return new UniqueConstraint(null, List.of(columns), List.of(), false, Deferrability.NOT_DEFERRABLE);
	}

	@Override
	public UniqueConstraint named(String name) {
		return new UniqueConstraint(InvalidSchemaException.requireName("a unique constraint", name), this.columns,
				this.include, this.nullsNotDistinct, this.deferrability);
	}

	public UniqueConstraint include(String... columns) {
		return new UniqueConstraint(this.name, this.columns, List.of(columns), this.nullsNotDistinct,
				this.deferrability);
	}

	/**
	 * Returns this constraint with NULLS NOT DISTINCT.
	 * @return the constraint
	 */
	public UniqueConstraint withNullsNotDistinct() {
		return new UniqueConstraint(this.name, this.columns, this.include, true, this.deferrability);
	}

	public UniqueConstraint deferrable(Deferrability deferrability) {
		return new UniqueConstraint(this.name, this.columns, this.include, this.nullsNotDistinct, deferrability);
	}

	@Override
	public UniqueConstraint map(ObjectName table, Renaming renaming) {
		return new UniqueConstraint(this.name, renaming.columns(table, this.columns),
				renaming.columns(table, this.include), this.nullsNotDistinct, this.deferrability);
	}

}
