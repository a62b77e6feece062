package dev.migrate.autoconfigure.start;

import dev.migrate.runtime.Migrator;

/**
 * What the properties of an application say of the databases that a start migrates.
 */
public interface StartedDatabases {

	/**
	 * Returns what the names of the properties of a database begin with.
	 */
	String properties(String database);

	/**
	 * Returns whether the start connects to a database.
	 */
	boolean isMigrated(Migrator migrator);

}
