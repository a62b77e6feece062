package dev.migrate.autoconfigure;

import dev.migrate.runtime.Migrator;

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

}
