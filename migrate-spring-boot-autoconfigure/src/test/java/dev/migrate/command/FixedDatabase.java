package dev.migrate.command;

import java.util.List;
import java.util.function.Supplier;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;

/**
 * A database of a test.
 *
 * @param name what commands call it
 * @param migrators what creates its migrator
 * @param settings what properties say about its scripts
 * @param autogenerateSettings what it is compared with
 */
public record FixedDatabase(String name, Supplier<Migrator> migrators, ProjectSettings settings,
		AutogenerateSettings autogenerateSettings) implements CommandDatabase {

	/**
	 * Creates the only database, which nothing is wanted of.
	 */
	public FixedDatabase(Supplier<Migrator> migrators, ProjectSettings settings) {
		this(UNNAMED, migrators, settings, AutogenerateSettings.of(List.of()));
	}

	@Override
	public Migrator migrator() {
		return this.migrators.get();
	}

}
