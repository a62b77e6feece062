package dev.migrate.adopt.flyway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.HistoryConverter;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Runs Flyway, which must be on the class path, with the settings of the application.
 */
final class FlywayBuilder implements HistoryConverter.Builder {

	private final FlywayProperties properties;

	private final ClassLoader classLoader;

	private final Path workingDirectory;

	private final List<Object> javaMigrations;

	/**
	 * Creates what runs Flyway.
	 * @param javaMigrations the migrations that it does not find itself
	 */
	FlywayBuilder(FlywayProperties properties, ClassLoader classLoader, Path workingDirectory,
			List<Object> javaMigrations) {
		this.javaMigrations = javaMigrations;
		this.properties = properties;
		this.classLoader = classLoader;
		this.workingDirectory = workingDirectory;
	}

	@Override
	public void build(DataSource database) {
		try {
			configuration(database).load().migrate();
		}
		catch (FlywayException ex) {
			throw AdoptException.oldHistoryNotBuilt("Flyway", String.valueOf(ex.getMessage()).strip(), ex);
		}
	}

	private FluentConfiguration configuration(DataSource database) {
		// With its usual lock, Flyway waits for itself when it builds an index
		// concurrently.
		FluentConfiguration configuration = Flyway.configure(this.classLoader)
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.dataSource(database)
			.locations(this.properties.getLocations().stream().map(this::location).toArray(String[]::new))
			.encoding(this.properties.getEncoding())
			.detectEncoding(this.properties.isDetectEncoding())
			.table(this.properties.getTable())
			.schemas(this.properties.getSchemas().toArray(String[]::new))
			.createSchemas(this.properties.isCreateSchemas())
			.placeholders(this.properties.getPlaceholders())
			.placeholderPrefix(this.properties.getPlaceholderPrefix())
			.placeholderSuffix(this.properties.getPlaceholderSuffix())
			.placeholderSeparator(this.properties.getPlaceholderSeparator())
			.placeholderReplacement(this.properties.isPlaceholderReplacement())
			.sqlMigrationPrefix(this.properties.getSqlMigrationPrefix())
			.sqlMigrationSuffixes(this.properties.getSqlMigrationSuffixes().toArray(String[]::new))
			.sqlMigrationSeparator(this.properties.getSqlMigrationSeparator())
			.repeatableSqlMigrationPrefix(this.properties.getRepeatableSqlMigrationPrefix())
			.mixed(this.properties.isMixed())
			.outOfOrder(this.properties.isOutOfOrder())
			.skipDefaultCallbacks(this.properties.isSkipDefaultCallbacks())
			.executeInTransaction(this.properties.isExecuteInTransaction())
			.initSql(String.join("\n", this.properties.getInitSqls()));
		configuration.javaMigrations(this.javaMigrations.toArray(JavaMigration[]::new));
		if (!this.properties.getCallbackLocations().isEmpty()) {
			configuration.callbackLocations(
					this.properties.getCallbackLocations().stream().map(this::location).toArray(String[]::new));
		}
		if (this.properties.getDefaultSchema() != null) {
			configuration.defaultSchema(this.properties.getDefaultSchema());
		}
		return configuration;
	}

	private String location(String location) {
		String text = location.strip().replace("{vendor}", "postgresql");
		if (text.startsWith("filesystem:")) {
			return "filesystem:" + this.workingDirectory.resolve(text.substring("filesystem:".length()));
		}
		return text;
	}

}
