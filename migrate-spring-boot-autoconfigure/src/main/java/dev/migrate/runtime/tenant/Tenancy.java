package dev.migrate.runtime.tenant;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.progress.RunLog;

/**
 * How the tenants are kept apart.
 */
interface Tenancy {

	/**
	 * Returns the names of all tenants.
	 */
	List<String> names();

	/**
	 * Looks at tenants.
	 * @param wanted which of all tenants
	 * @return what was seen, by their names in their order
	 */
	Map<String, Sighting> look(Predicate<String> wanted);

	/**
	 * Returns whether a tenant still has a schema or database.
	 */
	boolean exists(String tenant);

	/**
	 * Makes sure that a tenant may have its name.
	 */
	void check(String tenant);

	/**
	 * Returns the migrator of one of many tenants.
	 * @param create whether a run creates its schema
	 * @param keeper keeps the connection for the next tenant, if that is in the same
	 * database
	 */
	Migrator migrator(String tenant, boolean create, RunLog log, ConnectionKeeper keeper);

	/**
	 * Returns whether all tenants are in one database, so that one that cannot be reached
	 * stands for all.
	 */
	boolean isOneDatabase();

}
