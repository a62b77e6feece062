package dev.migrate.autogenerate;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Where the schema that an application wants comes from, such as its entities. Several of
 * them in one application add up.
 */
@FunctionalInterface
public interface TargetSchema {

	/**
	 * Reads what is wanted. Needs no connection.
	 * @param database the database that it is wanted for
	 * @return the wanted objects
	 * @throws dev.migrate.MigrateException if they cannot be read
	 */
	WantedSchema read(TargetDatabase database);

	/**
	 * Returns the data source of the database that it is the schema of. It matters if the
	 * application migrates several databases.
	 * @return the data source, which may be a proxy of the one that is migrated; or
	 * {@code null} for the only database, or the one without a name
	 */
	default @Nullable DataSource dataSource() {
		return null;
	}

	/**
	 * Returns what to call this source in messages.
	 * @return the name, such as {@code the entities}; that of the class unless this is
	 * overridden
	 */
	default String name() {
		return getClass().getSimpleName();
	}

}
