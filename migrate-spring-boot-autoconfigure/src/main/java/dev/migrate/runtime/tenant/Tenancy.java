package dev.migrate.runtime.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.MigrationListener;
import org.jspecify.annotations.Nullable;

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
	 * @param done whether there is nothing to do for a tenant with certain rows. If the
	 * first of many tenants show that there is something to do for nearly all, no rows
	 * are read: each tenant is read under its lock. With {@code null}, all rows are read.
	 * @return what was seen, by their names in their order
	 */
	Map<String, SeenTenant> look(Predicate<String> wanted, @Nullable Predicate<List<String>> done);

	/**
	 * Returns what the histories of tenants say was done last, as
	 * {@link dev.migrate.runtime.history.PositionQuery#lastStep} has it.
	 * @param tenants what was seen of them, with their tables and rows
	 * @return the answers by their names, without tenants whose history is empty or
	 * cannot be read together with those of the others
	 */
	Map<String, String> lastSteps(Map<String, SeenTenant> tenants);

	/**
	 * Returns whether a tenant can be called so, as far as that can be told without a
	 * look at the schemas.
	 */
	boolean isPossible(String tenant);

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
	 * @param seen what was seen of the tenant. A run creates a schema that was missing;
	 * the first upgrade uses tables that were found.
	 * @param listeners who is told of its runs
	 * @param keeper keeps the connection for the next tenant, if that is in the same
	 * database
	 */
	Migrator migrator(String tenant, SeenTenant seen, List<MigrationListener> listeners, RunLog log,
			ConnectionKeeper keeper);

	/**
	 * Returns a text for each tenant that is equal for tenants in which the same has been
	 * created.
	 * @param ignored the tables that do not count
	 */
	Map<String, String> digests(Collection<String> tenants, Set<String> ignored);

	/**
	 * Returns the definitions of what tenants have, by its kind and name.
	 */
	Map<String, Map<String, String>> describe(Collection<String> tenants, Set<String> ignored);

	/**
	 * Returns whether all tenants are in one database, so that one that cannot be reached
	 * stands for all.
	 */
	boolean isOneDatabase();

}
