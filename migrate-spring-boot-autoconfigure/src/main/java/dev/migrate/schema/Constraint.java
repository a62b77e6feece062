package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 */
public sealed interface Constraint
		permits PrimaryKey, ForeignKey, UniqueConstraint, CheckConstraint, ExclusionConstraint {

	/**
	 * Returns the name of the constraint.
	 * @return the name, or {@code null} if a
	 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
	 */
	@Nullable String name();

	/**
	 * Returns this constraint under a name.
	 * @param name the name
	 * @return the constraint
	 */
	Constraint named(String name);

	/**
	 * Returns this constraint under other names.
	 * @param table the table that it belongs to, by its former name
	 * @param renaming the other names
	 * @return the renamed constraint
	 */
	Constraint map(ObjectName table, Renaming renaming);

}
