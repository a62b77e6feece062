package dev.migrate.benchmarks;

import dev.migrate.benchmarks.DatabaseServer.Database;

/**
 * A way to compare entities with a database.
 */
interface SchemaComparer {

	String name();

	/**
	 * Compares.
	 * @param model the entities
	 * @param database the database
	 * @return how many changes are proposed
	 */
	int compare(EntityModel model, Database database) throws Exception;

}
