package dev.migrate.command;

import java.util.List;

import dev.migrate.autogenerate.Autogenerator;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.runtime.Migrator;

/**
 * What compares the application's wishes with its database.
 */
final class Comparing {

	private Comparing() {
	}

	/**
	 * Returns what compares.
	 * @param context where the wishes come from
	 * @param migrator the database
	 * @param dropTables whether a table without an entity is one too many
	 * @param dropIndexes whether an index that no entity states is one too many
	 * @throws NoTargetSchemaException if the application has no wishes
	 */
	static Autogenerator of(CommandContext context, Migrator migrator, boolean dropTables, boolean dropIndexes) {
		List<TargetSchema> targets = context.migrators().targets();
		if (targets.isEmpty()) {
			throw new NoTargetSchemaException();
		}
		return new Autogenerator(migrator.dataSource(), targets, migrator.naming(),
				new ComparisonOptions(false, dropTables, dropIndexes), migrator.ownTables());
	}

}
