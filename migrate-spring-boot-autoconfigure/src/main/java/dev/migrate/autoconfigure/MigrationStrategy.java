package dev.migrate.autoconfigure;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;

/**
 * What happens to the database at start-up. Without a bean of this type it is what the
 * configured {@link MigrationMode} says.
 */
@FunctionalInterface
public interface MigrationStrategy {

	/**
	 * Brings the database to the state that the application needs. The application does
	 * not start when this method throws.
	 * @param migrator the migrator of the database
	 */
	void migrate(Migrator migrator);

	/**
	 * Does the same with tenants that share one history. By default they are upgraded.
	 * @param tenants the migrator of all tenants
	 */
	default void migrate(TenantMigrator tenants) {
		tenants.upgrade();
	}

}
