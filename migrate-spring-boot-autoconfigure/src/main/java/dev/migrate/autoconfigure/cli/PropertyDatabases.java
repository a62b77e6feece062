package dev.migrate.autoconfigure.cli;

import java.sql.Connection;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.DatabaseProperties;
import dev.migrate.autoconfigure.MigrateProperties;
import dev.migrate.autoconfigure.NamedDatabase;
import dev.migrate.autoconfigure.NamedDatabases;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.properties.RevisionProperties;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.database.CommandDatabases;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The databases that the properties of the application describe. Their migrators know the
 * scripts and cannot connect.
 */
final class PropertyDatabases implements CommandDatabases {

	static final String MIGRATOR = "migrator";

	private static final String PREFIX = "migrate.";

	private final Environment environment;

	private final ClassLoader classLoader;

	PropertyDatabases(Environment environment, @Nullable ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = (classLoader != null) ? classLoader : PropertyDatabases.class.getClassLoader();
	}

	@Override
	public List<CommandDatabase> all() {
		NamedDatabases.of(this.environment).warnOfUnknownProperties(this.environment);
		return described();
	}

	/**
	 * Returns the databases without a word about their properties.
	 */
	List<CommandDatabase> described() {
		return bound(() -> {
			NamedDatabases named = NamedDatabases.of(this.environment);
			List<CommandDatabase> all = new ArrayList<>();
			if (named.isUnnamedPresent(this.classLoader)) {
				all.add(unnamed());
			}
			named.all().forEach((database) -> all.add(of(database)));
			return all;
		});
	}

	/**
	 * Returns whether the properties are enough for a command.
	 * @param name the database that it names, or {@code null} if it names none
	 * @return {@code false} if only the beans of the application may know that name, or
	 * any database at all
	 */
	boolean describe(@Nullable String name) {
		try {
			if (name == null) {
				NamedDatabases named = NamedDatabases.of(this.environment);
				return !named.names().isEmpty() || named.isUnnamedConfigured(this.classLoader);
			}
			return described().stream()
				.anyMatch((database) -> database.name().equals(name) || database.migratorName().equals(name));
		}
		catch (MigrateException ex) {
			// The command tells it.
			return true;
		}
	}

	/**
	 * Returns the database of a migrator of the application context.
	 * @param bean the name of the migrator
	 * @param migrator the migrator itself, which knows where its scripts are if no
	 * property is about it
	 */
	CommandDatabase of(String bean, Supplier<Migrator> migrator) {
		return bound(() -> {
			if (bean.equals(MIGRATOR)) {
				return unnamed();
			}
			return NamedDatabases.of(this.environment)
				.all()
				.stream()
				.filter((database) -> database.beanName().equals(bean))
				.findFirst()
				.map(this::of)
				.orElseGet(() -> of(bean, migrator.get()));
		});
	}

	private Described unnamed() {
		MigrateProperties properties = properties();
		return new Described(CommandDatabase.UNNAMED, MIGRATOR, PREFIX, properties, settings(properties,
				properties.getLocations(), properties.getPlaceholders(), properties.getTarget(), url(properties)));
	}

	private Described of(NamedDatabase database) {
		DatabaseProperties properties = database.properties();
		return new Described(database.name(), database.beanName(), "migrate.databases." + database.name() + ".",
				properties, settings(properties(), properties.getLocations(), properties.getPlaceholders(),
						properties.getTarget(), database.ownConnection() ? properties.getUrl() : url(properties)));
	}

	private Described of(String bean, Migrator migrator) {
		MigrateProperties properties = properties();
		String name = migrator.name();
		return new Described((name != null) ? name : bean, bean, PREFIX, properties, settings(properties,
				migrator.inspection().locations(), properties.getPlaceholders(), migrator.target(), null));
	}

	private @Nullable String url(DatabaseProperties properties) {
		String url = properties.getUrl();
		return (url != null) ? url : this.environment.getProperty("spring.datasource.url");
	}

	private MigrateProperties properties() {
		return MigrateProperties.of(this.environment);
	}

	private static ProjectSettings settings(MigrateProperties shared, List<String> locations,
			Map<String, String> placeholders, String target, @Nullable String url) {
		RevisionProperties revision = shared.getRevision();
		ZoneId zone = revision.getTimezone();
		return new ProjectSettings(
				locations, placeholders, target, url, new ScriptSettings(revision.getFormat(),
						revision.getFileTemplate(), (zone != null) ? zone : ZoneId.systemDefault()),
				revision.getHooks());
	}

	private static <T> T bound(Supplier<T> properties) {
		try {
			return properties.get();
		}
		catch (BindException ex) {
			throw MigrateConfigurationException.invalidProperty(ex);
		}
	}

	/**
	 * A database as properties describe it.
	 */
	private final class Described implements CommandDatabase {

		private final String name;

		private final String migratorName;

		private final String propertyPrefix;

		private final DatabaseProperties properties;

		private final ProjectSettings settings;

		Described(String name, String migratorName, String propertyPrefix, DatabaseProperties properties,
				ProjectSettings settings) {
			this.name = name;
			this.migratorName = migratorName;
			this.propertyPrefix = propertyPrefix;
			this.properties = properties;
			this.settings = settings;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public String migratorName() {
			return this.migratorName;
		}

		@Override
		public String propertyPrefix() {
			return this.propertyPrefix;
		}

		@Override
		public Migrator migrator() {
			return Migrator.builder(new NoDataSource())
				.locations(this.properties.getLocations())
				.target(this.properties.getTarget())
				.schema(this.properties.getSchema())
				.versionTable(this.properties.getVersionTable())
				.historyTable(this.properties.getHistoryTable())
				.placeholders(this.properties.getPlaceholders())
				.classLoader(PropertyDatabases.this.classLoader)
				.build();
		}

		@Override
		public ProjectSettings settings() {
			return this.settings;
		}

		@Override
		public AutogenerateSettings autogenerateSettings() {
			return AutogenerateSettings.of(List.of());
		}

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
