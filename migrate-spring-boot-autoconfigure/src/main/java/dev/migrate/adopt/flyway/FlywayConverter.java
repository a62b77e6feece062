package dev.migrate.adopt.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import dev.migrate.adopt.DeclaredScript;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.SqlBody;
import dev.migrate.adopt.flyway.FlywayFile.Kind;
import dev.migrate.adopt.flyway.FlywayHistory.Row;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.ClassUtils;

/**
 * Converts the history of Flyway: the files of its locations, in the order of its table
 * for what was applied, and of their versions for the rest.
 */
public final class FlywayConverter implements HistoryConverter {

	private static final String FLYWAY = "org.flywaydb.core.Flyway";

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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

	private boolean columnOrder = true;

	/**
	 * Creates a converter.
	 * @param properties the settings of Flyway
	 * @param database the application's database, which is only read
	 * @param classLoader the class loader of the application
	 * @param workingDirectory where relative paths start
	 * @param keepJava whether Java migrations become revisions that call them
	 */
	public FlywayConverter(FlywayProperties properties, DataSource database, ClassLoader classLoader,
			Path workingDirectory, boolean keepJava) {
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
		String schema = this.properties.getDefaultSchema();
		return (schema != null || this.properties.getSchemas().isEmpty()) ? schema
				: this.properties.getSchemas().get(0);
	}

	@Override
	public Set<String> schemas() {
		Set<String> schemas = new LinkedHashSet<>(this.properties.getSchemas());
		schemas.add(String.valueOf(this.table.schema()));
		return schemas;
	}

	@Override
	public @Nullable Builder builder() {
		return ClassUtils.isPresent(FLYWAY, this.classLoader)
				? new FlywayBuilder(this.properties, this.classLoader, this.workingDirectory) : null;
	}

	@Override
	public List<ConvertedMigration> convert(AdoptionReport report) {
		FlywayHistory history = history(report);
		FlywayFiles files = FlywayFiles.find(this.properties, this.classLoader, this.workingDirectory,
				this.dialect.name().toLowerCase(Locale.ROOT), report);
		Conversion conversion = new Conversion(history, files, report);
		List<ConvertedMigration> migrations = conversion.all();
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
		try (Connection connection = this.database.getConnection()) {
			return FlywayHistory.read(this.dialect, jdbc(connection), this.table, report);
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Says what the settings of Flyway become.
	 */
	private void settings(AdoptionReport report) {
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
		String schema = defaultSchema();
		if (schema != null && this.properties.isCreateSchemas()) {
			report
				.step("Set migrate.create-schema=true, if new databases are to get the schema %s, as Flyway creates it."
					.formatted(schema));
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

	/**
	 * One conversion.
	 */
	private final class Conversion {

		private final FlywayHistory history;

		private final FlywayFiles files;

		private final AdoptionReport report;

		private final FlywayBody body;

		private final FlywayVersions versions;

		Conversion(FlywayHistory history, FlywayFiles files, AdoptionReport report) {
			this.history = history;
			this.files = files;
			this.report = report;
			this.body = new FlywayBody(FlywayConverter.this.dialect, FlywayConverter.this.placeholders, report);
			this.versions = new FlywayVersions(history, files, report);
		}

		List<ConvertedMigration> all() {
			List<ConvertedMigration> migrations = new ArrayList<>();
			List<FlywayFile> callbacks = callbacks();
			createSchemas(migrations);
			callbacks(callbacks, FlywayFile.BEFORE, migrations);
			FlywayFile baseline = this.versions.baseline();
			if (baseline != null) {
				add(baseline, migrations);
			}
			for (FlywayVersion version : this.versions.order()) {
				FlywayFile file = this.versions.file(version);
				if (file != null) {
					add(file, migrations);
				}
				else {
					missing(version, migrations);
				}
			}
			int versionedCount = migrations.size();
			callbacks(callbacks, FlywayFile.AFTER_VERSIONED, migrations);
			repeatables(migrations);
			callbacks(callbacks, FlywayFile.AFTER, migrations);
			this.versions.reportUndoOfNothing();
			FlywayConverter.this.pending.addAll(0, this.versions.pending());
			FlywayConverter.this.columnOrder = this.versions.isInOrder();
			return (versionedCount == 0 && migrations.isEmpty()) ? List.of() : migrations;
		}

		private void missing(FlywayVersion version, List<ConvertedMigration> migrations) {
			Row row = this.history.row(version);
			if (row == null) {
				return;
			}
			if (row.isJava()) {
				migrations.add(stub(row.script(), version, row.description()));
				return;
			}
			this.report.mistake(row.name(),
					"it was applied here, and its file is gone. Put the file back, or write a baseline script (B) that has"
							+ " its result.");
		}

		private void add(FlywayFile file, List<ConvertedMigration> migrations) {
			FlywayVersion version = file.requireVersion();
			if (file.kind() == Kind.JAVA) {
				migrations.add(
						FlywayConverter.this.keepJava ? JavaMigrationCall.of(file.source(), version, file.description())
								: stub(file.source(), version, file.description()));
				return;
			}
			FlywayText text = text(file);
			if (text == null) {
				return;
			}
			Row row = this.history.row(version);
			if (row != null && row.checksum() != null && row.checksum() != text.checksum()) {
				this.report.changed(file.source(),
						"the file was changed after it was applied here (checksum %d, now %d). The revision has what the file"
							.formatted(row.checksum(), text.checksum()) + " says now.");
			}
			// A baseline script has more than its version to undo.
			FlywayFile way = (file.kind() != Kind.BASELINE) ? this.versions.undo(version) : null;
			FlywayText back = (way != null) ? text(way) : null;
			ConvertedMigration converted = convert(file, text, way, back,
					(file.kind() == Kind.BASELINE) ? this.versions.replacedByBaseline()
							: List.of(AdoptedMigration.flywayVersion(version.text())),
					message(file.description(), version));
			if (converted != null) {
				migrations.add(converted);
			}
		}

		private static String message(String description, FlywayVersion version) {
			return description.isBlank() ? "version " + version : description;
		}

		private @Nullable FlywayText text(FlywayFile file) {
			return FlywayText.read(file, this.files.configuration(file), this.files.isInFolder(file),
					FlywayConverter.this.properties, this.report);
		}

		private @Nullable ConvertedMigration convert(FlywayFile file, FlywayText text, @Nullable FlywayFile way,
				@Nullable FlywayText back, List<AdoptedMigration> adopts, String message) {
			boolean placeholders = uses(text) || (back != null && uses(back));
			SqlBody.Section up = this.body.convert(file, text, constants(file), placeholders);
			SqlBody.Section down = (way != null && back != null)
					? this.body.convert(way, back, constants(way), placeholders) : null;
			if (up == null || (back != null && down == null)) {
				return null;
			}
			for (SqlStatement statement : up.statements()) {
				String words = FlywayConverter.this.dialect.changesServer(statement.text());
				if (words != null) {
					FlywayConverter.this.changesOfServer
						.add("%s, line %d: %s".formatted(file.source(), statement.line(), words));
				}
			}
			boolean literal = !placeholders
					&& (FlywayBody.hasTokens(up) || (down != null && FlywayBody.hasTokens(down)));
			boolean transactional = up.transactional() && (down == null || down.transactional());
			ConvertedMigration converted = ConvertedMigration.sql(file.source(), adopts, message, up.lines(),
					(down != null) ? down.lines() : null);
			return converted.with(converted.script().withTransaction(transactional).withPlaceholders(!literal));
		}

		private boolean uses(FlywayText text) {
			return text.placeholders() && FlywayConverter.this.placeholders.hasAny(text.text());
		}

		private Map<String, String> constants(FlywayFile file) {
			String separator = FlywayConverter.this.properties.getPlaceholderSeparator();
			Row row = (file.version() != null) ? this.history.row(file.version())
					: this.history.repeatable(file.description());
			String time = (row != null) ? row.installedOn().replaceFirst("\\..*", "")
					: LocalDateTime.now().format(TIMESTAMP);
			return Map.of("flyway" + separator + "filename", file.name(), "flyway" + separator + "timestamp", time);
		}

		private ConvertedMigration stub(String className, @Nullable FlywayVersion version, String description) {
			this.report.leftOut(className,
					"a Java migration. Its revision does nothing yet: write there what the class does, or let --keep-java"
							+ " write a revision that calls it.");
			AdoptedMigration adopted = (version != null) ? AdoptedMigration.flywayVersion(version.text())
					: AdoptedMigration.flywayRepeatable(description, null);
			return ConvertedMigration.sql(className, List.of(adopted),
					(version != null) ? message(description, version) : description,
					List.of("-- The Java migration %s of Flyway did this.".formatted(className),
							"-- Write here what it did, or put a Java revision with the same id in place of this script."),
					null);
		}

		/**
		 * Flyway creates the schemas that it is given. That of the version table has to
		 * be there before the first revision.
		 */
		private void createSchemas(List<ConvertedMigration> migrations) {
			List<String> schemas = FlywayConverter.this.properties.getSchemas()
				.stream()
				.filter((schema) -> !schema.equals(FlywayConverter.this.table.schema()))
				.toList();
			if (FlywayConverter.this.properties.isCreateSchemas() && !schemas.isEmpty()) {
				migrations.add(ConvertedMigration.sql("spring.flyway.schemas", List.of(), "create schemas",
						schemas.stream()
							.map((schema) -> "CREATE SCHEMA IF NOT EXISTS "
									+ FlywayConverter.this.dialect.quote(new ObjectName(null, schema)) + ";")
							.toList(),
						null));
				this.report.changed("spring.flyway.schemas",
						"the first revision creates %s, as Flyway did.".formatted(String.join(", ", schemas)));
			}
		}

		private void repeatables(List<ConvertedMigration> migrations) {
			List<FlywayFile> repeatables = new ArrayList<>(this.files.of(Kind.REPEATABLE));
			this.files.of(Kind.JAVA).stream().filter((file) -> file.version() == null).forEach(repeatables::add);
			repeatables.sort(Comparator.comparing(FlywayFile::description));
			Map<String, FlywayFile> byDescription = new HashMap<>();
			for (FlywayFile file : repeatables) {
				FlywayFile other = byDescription.putIfAbsent(file.description(), file);
				if (other != null) {
					this.report.mistake(file.source(),
							"it has the description of %s. Flyway refuses that, too: rename one."
								.formatted(other.source()));
				}
				else {
					repeatable(file, migrations);
				}
			}
			this.history.repeatables().forEach((description, row) -> {
				if (byDescription.keySet()
					.stream()
					.noneMatch((each) -> FlywayHistory.abbreviated(each).equals(description))) {
					this.report.leftOut(row.script(), "it was applied here, and its file is gone.");
				}
			});
		}

		private void repeatable(FlywayFile file, List<ConvertedMigration> migrations) {
			if (file.kind() == Kind.JAVA) {
				migrations.add(stub(file.source(), null, file.description()));
				return;
			}
			FlywayText text = text(file);
			if (text == null) {
				return;
			}
			if (this.history.repeatable(file.description()) == null) {
				FlywayConverter.this.pending.add(file.name());
			}
			// With placeholders, the checksum differs between environments.
			AdoptedMigration adopted = AdoptedMigration.flywayRepeatable(file.description(),
					uses(text) ? null : text.checksum());
			ConvertedMigration converted = convert(file, text, null, null, List.of(adopted), file.description());
			if (converted != null) {
				migrations.add(converted.declaring(declaration(file, text)));
				this.report.changed(file.source(),
						"it ran again whenever it was changed. Its revision runs once: a change is a new revision.");
			}
		}

		/**
		 * Returns what a script declares, in which there are no placeholders.
		 */
		private @Nullable DeclaredScript declaration(FlywayFile file, FlywayText text) {
			String name = file.description().replaceAll("[^\\p{L}\\p{N}.-]+", "_").toLowerCase(Locale.ROOT);
			String path = (name.isEmpty() ? "objects" : name) + ".sql";
			return uses(text) ? null : DeclaredScript.of(path, text.text().replace("\r\n", "\n"),
					FlywayConverter.this.dialect.splitter(), String.valueOf(FlywayConverter.this.table.schema()));
		}

		private List<FlywayFile> callbacks() {
			if (FlywayConverter.this.properties.isSkipDefaultCallbacks()) {
				return List.of();
			}
			List<FlywayFile> callbacks = this.files.of(Kind.CALLBACK);
			callbacks.stream()
				.filter((file) -> !FlywayFile.BEFORE.contains(file.description())
						&& !FlywayFile.AFTER_VERSIONED.contains(file.description())
						&& !FlywayFile.AFTER.contains(file.description()))
				.forEach((file) -> this.report.leftOut(file.source(),
						"a callback for %s, which no migration of an empty database needs."
							.formatted(file.description())));
			return callbacks;
		}

		private void callbacks(List<FlywayFile> callbacks, Set<String> events, List<ConvertedMigration> migrations) {
			for (FlywayFile file : callbacks) {
				FlywayText text = events.contains(file.description()) ? text(file) : null;
				ConvertedMigration converted = (text != null)
						? convert(file, text, null, null, List.of(), file.description() + " of Flyway") : null;
				if (converted != null && text != null) {
					migrations.add(converted.declaring(declaration(file, text)));
					this.report.changed(file.source(),
							"a callback that ran at each start. Its revision runs once; what is to run each time belongs to"
									+ " a MigrationCallback bean.");
				}
			}
		}

	}

}
