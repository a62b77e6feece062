package dev.migrate.adopt.liquibase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.adopt.AdoptException;
import dev.migrate.adopt.AdoptionReport;
import dev.migrate.adopt.ConvertedMigration;
import dev.migrate.adopt.HistoryConverter;
import dev.migrate.adopt.ScratchServer;
import dev.migrate.adopt.SqlBody;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.baseline.TemporaryDatabase;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.Placeholders;
import liquibase.exception.LiquibaseException;
import liquibase.exception.MigrationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Converts the history of Liquibase. The Liquibase of the application runs it in an empty
 * database, because nobody else knows what a changelog means.
 */
public final class LiquibaseConverter implements HistoryConverter {

	private static final String TITLE = "Liquibase";

	private final LiquibaseProperties properties;

	private final Supplier<ScratchServer> server;

	private final ClassLoader classLoader;

	private final boolean perFile;

	private final Dialect dialect;

	private final String defaultSchema;

	private final String schema;

	private final @Nullable ObjectName history;

	private final List<AppliedChangeSet> applied;

	private final List<String> pending = new ArrayList<>();

	private final List<String> changesOfServer = new ArrayList<>();

	private boolean reordered;

	/**
	 * Creates a converter.
	 * @param database the application's database, whose history is read
	 * @param properties what the application says about its Liquibase
	 * @param server where empty databases can be had
	 * @param classLoader the class loader of the application
	 * @param perFile whether the change sets of a file become one revision
	 */
	public LiquibaseConverter(DataSource database, LiquibaseProperties properties, Supplier<ScratchServer> server,
			ClassLoader classLoader, boolean perFile) {
		this.properties = properties;
		this.server = server;
		this.classLoader = classLoader;
		this.perFile = perFile;
		try (Connection connection = database.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			this.dialect = Dialects.of(connection);
			this.defaultSchema = (properties.getDefaultSchema() != null) ? properties.getDefaultSchema()
					: this.dialect.inspector(jdbc).currentSchema();
			this.schema = (properties.getLiquibaseSchema() != null) ? properties.getLiquibaseSchema()
					: this.defaultSchema;
			this.history = find(jdbc);
			this.applied = (this.history != null) ? AppliedChangeSet.read(jdbc, this.dialect, this.history) : List.of();
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		catch (DataAccessException ex) {
			throw AdoptException.unreadable(
					"The history of Liquibase cannot be read: %s.".formatted(ex.getMostSpecificCause().getMessage()),
					"Run the command as a role that may read it, as with --migrate.user and --migrate.password.", ex);
		}
	}

	/**
	 * Finds the table, whose name Liquibase quotes only if it must.
	 */
	private @Nullable ObjectName find(JdbcTemplate jdbc) {
		return jdbc
			.queryForList(
					"SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND lower(table_name) = ?",
					String.class, this.schema, this.properties.getDatabaseChangeLogTable().toLowerCase(Locale.ROOT))
			.stream()
			.sorted(Collections
				.reverseOrder((one, other) -> Boolean.compare(one.equals(this.properties.getDatabaseChangeLogTable()),
						other.equals(this.properties.getDatabaseChangeLogTable()))))
			.map((name) -> new ObjectName(this.schema, name))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String title() {
		return TITLE;
	}

	@Override
	public List<ConvertedMigration> convert(AdoptionReport report) {
		List<RecordedChangeSet> recorded = new ArrayList<>();
		ScratchServer scratchServer = this.server.get();
		try (TemporaryDatabase scratch = scratchServer.create(schemas())) {
			LiquibaseRun run = new LiquibaseRun(scratch.dataSource(), this.properties, this.classLoader);
			if (scratchServer.isOfApplication()) {
				run.refuse(this.dialect::changesServer);
			}
			recorded.addAll(run.record(this::order, report));
		}
		catch (LiquibaseException ex) {
			throw AdoptException.unreadable("Liquibase cannot run the changelog in an empty database. " + problem(ex),
					"Correct the changelog, or set spring.liquibase.change-log, contexts, label-filter and parameters as the"
							+ " application does. Nothing was written.",
					ex);
		}
		if (this.history == null) {
			report.changed(this.properties.getDatabaseChangeLogTable(),
					"this database has no such table, so that the order is that of the changelog.");
		}
		settings(report);
		return new Conversion(report).all(recorded);
	}

	/**
	 * Says what the settings of Liquibase become.
	 */
	private void settings(AdoptionReport report) {
		if (this.properties.getUrl() != null) {
			report.leftOut("spring.liquibase.url",
					"set migrate.url, migrate.user and migrate.password if the migrations are to have a connection of their"
							+ " own.");
		}
		report.step("Set spring.liquibase.enabled=false, or remove Liquibase from the build.");
	}

	private List<ChangeSetKey> order(List<ChangeSetKey> changelog) {
		List<ChangeSetKey> ordered = AppliedChangeSet.order(changelog, this.applied);
		this.reordered = !ordered.equals(changelog);
		return ordered;
	}

	@Override
	public List<String> changesOfServer() {
		return List.copyOf(this.changesOfServer);
	}

	@Override
	public Map<String, String> placeholders(DataSource database) {
		return Map.of();
	}

	@Override
	public Set<ObjectName> tables() {
		Set<ObjectName> tables = new LinkedHashSet<>();
		for (String table : List.of(this.properties.getDatabaseChangeLogTable(),
				this.properties.getDatabaseChangeLogLockTable())) {
			tables.add(new ObjectName(this.schema, table));
			tables.add(new ObjectName(this.schema, table.toLowerCase(Locale.ROOT)));
		}
		return tables;
	}

	@Override
	public Set<String> schemas() {
		return Stream.of(this.properties.getDefaultSchema(), this.properties.getLiquibaseSchema())
			.flatMap(Stream::ofNullable)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	@Override
	public @Nullable String defaultSchema() {
		return this.defaultSchema;
	}

	@Override
	public List<String> pending() {
		return List.copyOf(this.pending);
	}

	@Override
	public Builder builder() {
		return (database) -> {
			try {
				new LiquibaseRun(database, this.properties, this.classLoader).run();
			}
			catch (LiquibaseException ex) {
				throw AdoptException.oldHistoryNotBuilt(TITLE, problem(ex), ex);
			}
		};
	}

	/**
	 * The columns of a table are in another order if the change sets are.
	 */
	@Override
	public boolean keepsColumnOrder() {
		return !this.reordered;
	}

	/**
	 * Returns the most telling of the messages that Liquibase puts into each other.
	 */
	private static String problem(LiquibaseException failure) {
		Throwable told = failure;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && !(told instanceof MigrationFailedException)) {
				told = cause;
			}
		}
		String message = String.valueOf(told.getMessage())
			.replaceAll("(?:\\w+\\.)+\\w*(?:Exception|Error): ", "")
			.replaceFirst("^ERROR: ", "")
			.replaceAll("\\s+", " ")
			.strip();
		return message.matches(".*[.!?\\])]") ? message : message + ".";
	}

	/**
	 * Puts the change sets into revisions.
	 */
	private final class Conversion {

		private final AdoptionReport report;

		private final SqlBody body;

		private final Map<ChangeSetKey, AppliedChangeSet> rows = new LinkedHashMap<>();

		private final List<ConvertedMigration> migrations = new ArrayList<>();

		private final List<RecordedChangeSet> group = new ArrayList<>();

		Conversion(AdoptionReport report) {
			this.report = report;
			this.body = new SqlBody(LiquibaseConverter.this.dialect, report);
			LiquibaseConverter.this.applied.forEach((row) -> this.rows.put(row.key().normalized(), row));
		}

		/**
		 * Converts all change sets. What only the history of some database has gets an
		 * empty revision, where it is in nobody's way, so that such a database is
		 * recognised.
		 */
		List<ConvertedMigration> all(List<RecordedChangeSet> recorded) {
			List<RecordedChangeSet> appliedHere = new ArrayList<>();
			List<RecordedChangeSet> pending = new ArrayList<>();
			List<ConvertedMigration> emptyHere = new ArrayList<>();
			List<ConvertedMigration> emptyElsewhere = new ArrayList<>();
			for (RecordedChangeSet each : recorded) {
				AppliedChangeSet row = this.rows.remove(each.key().normalized());
				RecordedChangeSet named = (row != null) ? each.with(row.key()) : each;
				if (each.skipped() == null) {
					reportMarked(named, row);
					((row != null) ? appliedHere : pending).add(named);
				}
				else if (row != null) {
					emptyHere
						.add(empty(named.key(), named.message(), each.skipped() + " It was applied to this database."));
				}
				else if (each.elsewhere()) {
					emptyElsewhere.add(empty(named.key(), named.message(), each.skipped()));
				}
				else {
					this.report.leftOut(named.key().toString(), each.skipped());
				}
			}
			this.rows.values()
				.forEach((row) -> emptyHere.add(empty(row.key(), row.key().id(),
						"it was applied to this database, and the changelog no longer has it.")));
			appliedHere.forEach(this::add);
			closeGroup();
			this.migrations.addAll(emptyHere);
			pending.forEach(this::add);
			closeGroup();
			this.migrations.addAll(emptyElsewhere);
			pending.forEach((each) -> LiquibaseConverter.this.pending.add(each.key().toString()));
			return this.migrations;
		}

		private void reportMarked(RecordedChangeSet changeSet, @Nullable AppliedChangeSet row) {
			if (row != null && row.isMarked() != changeSet.marked()) {
				this.report.changed(changeSet.key().toString(), changeSet.marked()
						? "it ran in this database. In an empty one its precondition does not hold, so that the revision is empty."
						: "it was marked as run in this database. In an empty one its precondition holds, so that the revision runs it.");
			}
		}

		private ConvertedMigration empty(ChangeSetKey key, String message, String reason) {
			this.report.leftOut(key.toString(), reason + " Its revision is empty.");
			return ConvertedMigration.sql(key.toString(), List.of(key.toAdopted()), message,
					List.of("-- " + Placeholders.escape(reason.replaceAll("\\s+", " "))), List.of());
		}

		private void add(RecordedChangeSet changeSet) {
			boolean together = LiquibaseConverter.this.perFile && !this.group.isEmpty()
					&& this.group.get(0).key().normalized().path().equals(changeSet.key().normalized().path())
					&& this.group.get(0).transactional() == changeSet.transactional();
			if (!together) {
				closeGroup();
			}
			this.group.add(changeSet);
		}

		private void closeGroup() {
			if (this.group.isEmpty()) {
				return;
			}
			RecordedChangeSet first = this.group.get(0);
			boolean perFile = LiquibaseConverter.this.perFile;
			String source = perFile ? first.key().normalized().path() : first.key().toString();
			List<String> upgrade = new ArrayList<>();
			List<String> downgrade = new ArrayList<>();
			this.group.forEach((each) -> append(each, each.upgrade(), upgrade));
			boolean reversible = this.group.stream().allMatch((each) -> each.downgrade() != null);
			for (int i = this.group.size() - 1; reversible && i >= 0; i--) {
				append(this.group.get(i), Objects.requireNonNull(this.group.get(i).downgrade()), downgrade);
			}
			SqlBody.Section up = this.body.convert(source, String.join("\n", upgrade), first.transactional());
			SqlBody.Section down = reversible
					? this.body.convert(source, String.join("\n", downgrade), first.transactional()) : null;
			if (up != null && (down != null || !reversible)) {
				up.statements()
					.stream()
					.map((statement) -> LiquibaseConverter.this.dialect.changesServer(statement.text()))
					.filter(Objects::nonNull)
					.forEach((words) -> LiquibaseConverter.this.changesOfServer.add("%s: %s".formatted(source, words)));
				ConvertedMigration migration = ConvertedMigration.sql(source,
						this.group.stream().map((each) -> each.key().toAdopted()).toList(),
						perFile ? first.key().fileName() : first.message(), up.lines(),
						(down != null) ? down.lines() : null);
				this.migrations.add(migration.with(migration.script()
					.withTransaction(up.transactional() && (down == null || down.transactional()))));
			}
			this.group.clear();
		}

		private void append(RecordedChangeSet changeSet, List<String> statements, List<String> lines) {
			if (statements.isEmpty()) {
				return;
			}
			if (!lines.isEmpty()) {
				lines.add("");
			}
			if (LiquibaseConverter.this.perFile) {
				lines.add("-- " + changeSet.message());
			}
			statements.forEach((statement) -> lines.add(terminated(statement.strip())));
		}

		/**
		 * Ends a statement as a script needs it, whatever comment it ends with.
		 */
		private static String terminated(String statement) {
			boolean comment = statement.substring(statement.lastIndexOf('\n') + 1).contains("--");
			return comment ? statement + "\n;" : statement.endsWith(";") ? statement : statement + ";";
		}

	}

}
