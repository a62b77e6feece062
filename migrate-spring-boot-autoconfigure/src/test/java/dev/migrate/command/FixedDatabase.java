package dev.migrate.command;

import java.util.List;
import java.util.function.Supplier;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;

/**
 * A database of a test.
 *
 * @param name what commands call it
 * @param migrators what creates its migrator
 * @param settings what properties say about its scripts
 * @param autogenerateSettings what it is compared with
 * @param tenants the tenants that share its revisions, or {@code null}
 */
public record FixedDatabase(String name, Supplier<Migrator> migrators, ProjectSettings settings,
		AutogenerateSettings autogenerateSettings, @Nullable TenantMigrator tenants) implements CommandDatabase {

	/**
	 * Creates the only database, which nothing is wanted of.
	 */
	public FixedDatabase(Supplier<Migrator> migrators, ProjectSettings settings) {
		this(migrators, settings, null);
	}

	/**
	 * Creates the only database, perhaps with tenants.
	 */
	FixedDatabase(Supplier<Migrator> migrators, ProjectSettings settings, @Nullable TenantMigrator tenants) {
		this(UNNAMED, migrators, settings, AutogenerateSettings.of(List.of()), tenants);
	}

	/**
	 * Creates one of several databases.
	 */
	public FixedDatabase(String name, Supplier<Migrator> migrators, ProjectSettings settings,
			AutogenerateSettings autogenerateSettings) {
		this(name, migrators, settings, autogenerateSettings, null);
	}

	@Override
	public String propertyPrefix() {
		return "migrate.databases." + this.name + ".";
	}

	@Override
	public Migrator migrator() {
		return this.migrators.get();
	}

}
