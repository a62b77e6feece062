package dev.migrate.dialect.database;

import org.jspecify.annotations.Nullable;

/**
 * Schemas in the database of a connection that are used as if each were a database, for a
 * role that may not create databases. A connection that leads to one of them finds
 * nothing else without naming it.
 */
public interface OwnSchemas extends Databases {

	/**
	 * Returns whether the role of the connection may create schemas.
	 */
	boolean mayCreate();

	/**
	 * Returns whether the connection leads to one schema and no other.
	 * @param name the name of the schema
	 */
	boolean leadsTo(String name);

	/**
	 * Finds out whether a statement may do something beyond the schema that the
	 * connection leads to. What only might is taken for what does.
	 * @param statement the statement
	 * @return the words that make it so, or {@code null} if it stays in the schema
	 */
	@Nullable String beyond(String statement);

}
