package dev.migrate.adopt.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.adoption.FlywayHistory;
import dev.migrate.runtime.adoption.FlywayHistory.Row;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.ClassUtils;

/**
 * Converts the history of Flyway: the files of its locations, in the order of its table
 * for what was applied, and of their versions for the rest.
 */
public final class FlywayConverter implements HistoryConverter {

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	private final FlywayProperties properties;

	private final ClassLoader classLoader;

	private final Path workingDirectory;

	private final boolean keepJava;

	private final Dialect dialect;

	private final ObjectName table;

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final DataSource database;

	private final FlywayPlaceholders placeholders;

	private final List<String> pending = new ArrayList<>();

	private final List<String> changesOfServer = new ArrayList<>();

	private final FlywayBeans beans;

	private boolean columnOrder = true;

	private @Nullable JavaMigrations javaMigrations;

	/**
	 * Creates a converter.
	 * @param properties the settings of Flyway
	 * @param database the application's database, which is only read
	 * @param classLoader the class loader of the application
	 * @param workingDirectory where relative paths start
	 * @param keepJava whether Java migrations become revisions that call them
	 * @param beans what the application has given Flyway in code
	 */
	public FlywayConverter(FlywayProperties properties, DataSource database, ClassLoader classLoader,
			Path workingDirectory, boolean keepJava, FlywayBeans beans) {
		this.beans = beans;
		this.properties = properties;
		this.database = database;
		this.classLoader = classLoader;
		this.workingDirectory = workingDirectory;
		this.keepJava = keepJava;
		try (Connection connection = database.getConnection()) {
			this.dialect = Dialects.of(connection);
			String current = this.dialect.inspector(jdbc(connection)).currentSchema();
			String schema = (properties.getDefaultSchema() != null) ? properties.getDefaultSchema()
					: !properties.getSchemas().isEmpty() ? properties.getSchemas().get(0) : current;
			this.table = new ObjectName(schema, properties.getTable());
			this.environment.put("defaultSchema", schema);
			this.environment.put("table", properties.getTable());
			this.environment.put("user", String.valueOf(connection.getMetaData().getUserName()));
			this.environment.put("database", String.valueOf(connection.getCatalog()));
			this.environment.put("workingDirectory", workingDirectory.toString());
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
		this.placeholders = new FlywayPlaceholders(properties, this.environment);
	}

	private static JdbcTemplate jdbc(Connection connection) {
		return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	private static AdoptException unreadable(SQLException cause) {
		return AdoptException.unreadable("The database cannot be read: %s.".formatted(cause.getMessage()),
				"Connect to a database that Flyway has migrated, or to an empty one.", cause);
	}

	@Override
	public String title() {
		return "Flyway";
	}

	/**
	 * Returns the values, of which that of the database depends on where it is asked for.
	 */
	@Override
	public Map<String, String> placeholders(DataSource database) {
		Map<String, String> values = new LinkedHashMap<>(this.placeholders.used());
		try (Connection connection = database.getConnection()) {
			values.replace("flyway.database", String.valueOf(connection.getCatalog()));
			values.replace("flyway.user", String.valueOf(connection.getMetaData().getUserName()));
			return values;
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	@Override
	public List<String> changesOfServer() {
		return this.changesOfServer;
	}

	@Override
	public Set<ObjectName> tables() {
		return Set.of(this.table);
	}

	@Override
	public List<String> pending() {
		return this.pending;
	}

	@Override
	public boolean keepsColumnOrder() {
		return this.columnOrder;
	}

	@Override
	public @Nullable String defaultSchema() {
		return this.table.schema();
	}

	@Override
	public Set<String> schemas() {
		Set<String> schemas = new LinkedHashSet<>(this.properties.getSchemas());
		schemas.add(String.valueOf(this.table.schema()));
		return schemas;
	}

	@Override
	public @Nullable Builder builder() {
		JavaMigrations java = this.javaMigrations;
		boolean possible = ClassUtils.isPresent(FLYWAY, this.classLoader) && (java == null || !java.needBeans());
		return possible ? new FlywayBuilder(this.properties, this.classLoader, this.workingDirectory,
				(java != null) ? java.instances() : List.of()) : null;
	}

	@Override
	public List<ConvertedMigration> convert(AdoptionReport report) {
		FlywayHistory history = history(report);
		FlywayFiles files = FlywayFiles.find(this.properties, this.classLoader, this.workingDirectory,
				this.dialect.name().toLowerCase(Locale.ROOT), report);
		JavaMigrations java = new JavaMigrations(this.classLoader, this.beans, this.keepJava, report);
		FlywayScripts scripts = new FlywayScripts(this.properties, this.dialect, this.placeholders, files, history,
				report);
		FlywayConversion conversion = new FlywayConversion(this.properties, this.table, history, files, scripts, java,
				report);
		List<ConvertedMigration> migrations = conversion.all();
		this.pending.addAll(conversion.pending());
		this.changesOfServer.addAll(scripts.changesOfServer());
		this.columnOrder = conversion.isInOrder();
		this.javaMigrations = java;
		if (migrations.isEmpty()) {
			report.requireNoMistakes();
			throw AdoptException.unreadable(
					"No migration of Flyway was found in %s."
						.formatted(String.join(", ", this.properties.getLocations())),
					"Build the application, so that the files are on its class path, or set spring.flyway.locations to"
							+ " where they are.",
					null);
		}
		settings(report);
		return migrations;
	}

	private FlywayHistory history(AdoptionReport report) {
		FlywayHistory history = readHistory(report);
		for (Row row : history.failed()) {
			report.mistake((row.version() != null) ? "version " + row.describe() : row.script(),
					"it has failed in this database. Undo what it has done, run 'flyway repair', and bring the database"
							+ " to a version with Flyway first.");
		}
		for (Row row : history.applied()) {
			if (row.version() != null && row.migration().parsedVersion() == null) {
				report.mistake("version " + row.describe(), "'%s' is no version.".formatted(row.version()));
			}
		}
		return history;
	}

	private FlywayHistory readHistory(AdoptionReport report) {
		try (Connection connection = this.database.getConnection()) {
			JdbcTemplate jdbc = jdbc(connection);
			boolean exists = this.dialect.inspector(jdbc)
				.read(List.of(String.valueOf(this.table.schema())))
				.tables()
				.containsKey(this.table);
			if (!exists) {
				report.changed(this.table.toString(),
						"this database has no such table, so that the order is that of the versions.");
				return FlywayHistory.empty();
			}
			return FlywayHistory.read(jdbc, this.table);
		}
		catch (DataAccessException ex) {
			throw AdoptException.unreadable(
					"The history of Flyway in %s cannot be read: %s.".formatted(this.table,
							ex.getMostSpecificCause().getMessage()),
					"Run the command as a role that may read it, or correct spring.flyway.table.", ex);
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Says what the settings of Flyway become.
	 */
	private void settings(AdoptionReport report) {
		this.beans.report(report);
		Map<String, String> guards = this.placeholders.usedGuards();
		guards.forEach((name, character) -> report
			.step("Set migrate.placeholders.%s to %s, which stands directly before another placeholder.".formatted(name,
					character)));
		Map<String, String> own = new LinkedHashMap<>(this.placeholders.used());
		own.keySet().removeAll(guards.keySet());
		own.forEach((name,
				value) -> report.step(name.startsWith("flyway.")
						? "Set migrate.placeholders.%s=%s, which was %s of Flyway.".formatted(name, value,
								this.placeholders.origin(name))
						: "Set migrate.placeholders.%s to the value of spring.flyway.placeholders.%s.".formatted(name,
								this.placeholders.origin(name))));
		boolean named = this.properties.getDefaultSchema() != null || !this.properties.getSchemas().isEmpty();
		if (named && this.properties.isCreateSchemas()) {
			report
				.step("Set migrate.create-schema=true, if new databases are to get the schema %s, as Flyway creates it."
					.formatted(this.table.schema()));
		}
		if (!this.properties.getInitSqls().isEmpty()) {
			report.leftOut("spring.flyway.init-sqls",
					"Migrate runs nothing on each connection. Let the pool do it, with"
							+ " spring.datasource.hikari.connection-init-sql.");
		}
		if (!this.properties.getTarget().equals("latest")) {
			report.leftOut("spring.flyway.target=" + this.properties.getTarget(),
					"every version became a revision, also a later one. Set migrate.target to a revision.");
		}
		if (this.properties.getUrl() != null) {
			report.leftOut("spring.flyway.url",
					"set migrate.url, migrate.user and migrate.password if the migrations are to have a connection of"
							+ " their own.");
		}
		report.step("Set spring.flyway.enabled=false, or remove Flyway from the build.");
	}

}
