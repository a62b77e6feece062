package dev.migrate.dialect;

import java.util.Collection;
import java.util.List;

/**
 * A transaction in which objects are created to see what the database makes of them, and
 * which is rolled back. No live object may be locked in it more than by reading.
 */
public interface ScratchSession {

	/**
	 * Makes the transaction independent of the settings of its user, and gives up soon
	 * when somebody else holds a lock.
	 */
	void open();

	/**
	 * Returns whether the user may create schemas.
	 * @return {@code false} if only temporary objects can be created
	 */
	boolean mayCreateSchemas();

	/**
	 * Creates a schema.
	 * @param name its name
	 */
	void createSchema(String name);

	/**
	 * Returns the schema of temporary objects.
	 * @return the name of the schema
	 */
	String temporarySchema();

	/**
	 * Makes names that have no schema lead to one, and after that to where they led
	 * before.
	 * @param schema the schema, which is only searched for types, functions and operators
	 * in what is created under its full name
	 */
	void search(String schema);

	/**
	 * Runs statements all at once, each of which takes effect or all of them none.
	 * @param statements the statements
	 * @throws org.springframework.dao.DataAccessException if the database refuses one
	 */
	void runAll(List<String> statements);

	/**
	 * Finds out which objects the transaction has locked more than by reading them.
	 * @param schemas the schemas that are its own
	 * @return the names of other objects with their locks; empty as it should be
	 */
	List<String> strongLocks(Collection<String> schemas);

}
