package dev.migrate.autoconfigure.cli;

import java.sql.Connection;

import dev.migrate.autoconfigure.MigrateProperties;
import dev.migrate.command.project.MigratorSource;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Creates migrators from the properties of the application alone. They know the scripts
 * and cannot connect.
 */
final class ProjectMigrators implements MigratorSource {

	private final Environment environment;

	private final @Nullable ClassLoader classLoader;

	ProjectMigrators(Environment environment, @Nullable ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = classLoader;
	}

	@Override
	public Migrator get(@Nullable String name) {
		MigrateProperties properties = MigrateProperties.of(this.environment);
		MigratorBuilder builder = Migrator.builder(new NoDataSource())
			.locations(properties.getLocations())
			.target(properties.getTarget())
			.schema(properties.getSchema())
			.versionTable(properties.getVersionTable())
			.historyTable(properties.getHistoryTable())
			.placeholders(properties.getPlaceholders());
		return ((this.classLoader != null) ? builder.classLoader(this.classLoader) : builder).build();
	}

	private static final class NoDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			throw new IllegalStateException("A command that said it needs no database asks for a connection");
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

	}

}
