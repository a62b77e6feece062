package dev.migrate.command.database;

import java.util.List;

/**
 * Where commands get the databases of the application from.
 */
@FunctionalInterface
public interface CommandDatabases {

	/**
	 * Returns all databases.
	 * @return at least one, each with a name of its own, in the order in which they are
	 * shown
	 * @throws dev.migrate.MigrateException if there is none
	 */
	List<CommandDatabase> all();

}
