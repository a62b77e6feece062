package dev.migrate.runtime.adoption;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.StampPlan;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.lock.LockSettings;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.AdoptedMigration.Identity;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.FlywayVersion;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.SqlRevision;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What other tools have applied to a database, and which revisions count as applied
 * because they adopt it.
 */
public final class AdoptedHistory {

	private RevisionMap map;

	private final RevisionScripts scripts;

	private final List<OtherHistory> histories;

	private final HistoryTables tables;

	private final Set<String> applied = new LinkedHashSet<>();

	private final List<String> repeated = new ArrayList<>();

	private AdoptedHistory(RevisionMap map, RevisionScripts scripts, List<OtherHistory> histories,
			HistoryTables tables) {
		this.tables = tables;
		this.map = map;
		this.scripts = scripts;
		this.histories = histories;
	}

	/**
	 * Finds out what other tools have applied to a database without version rows.
	 * @param settings whose history is taken over
	 * @param jdbc the connection
	 * @param schema the schema that is migrated, or {@code null} for that of the
	 * connection
	 * @param lock how long Flyway is waited for if it is migrating, or {@code null} if it
	 * is not waited for
	 * @return what it means for the revisions, empty if no other tool has applied
	 * anything
	 * @throws MigrationRefusedException if it cannot be taken over
	 */
	public static Optional<AdoptedHistory> find(AdoptionSettings settings, RevisionMap map, RevisionScripts scripts,
			Dialect dialect, JdbcOperations jdbc, @Nullable String schema, @Nullable LockSettings lock) {
		Set<Tool> tools = settings.tools(scripts.all());
		if (tools.isEmpty()) {
			return Optional.empty();
		}
		HistoryTables tables = new HistoryTables(jdbc, settings, schema);
		List<OtherHistory> found = read(tools, tables, dialect, jdbc);
		List<OtherHistory> histories = (lock == null) ? found
				: new OtherToolWait(lock.maxWait(), (all) -> isComplete(all, scripts)).await(found,
						() -> read(tools, tables, dialect, jdbc));
		AdoptedHistory adopted = new AdoptedHistory(map, scripts, histories, tables);
		adopted.resolve();
		return adopted.applied.isEmpty() ? Optional.empty() : Optional.of(adopted);
	}

	private static List<OtherHistory> read(Set<Tool> tools, HistoryTables tables, Dialect dialect,
			JdbcOperations jdbc) {
		List<OtherHistory> histories = new ArrayList<>();
		for (Tool tool : tools) {
			ObjectName table = tables.history(tool).orElse(null);
			if (table != null) {
				histories.add(read(tool, table, tables, dialect, jdbc));
			}
			else if (tool == Tool.FLYWAY) {
				FlywayHistory.beginning(jdbc, tables.expected(tool), dialect).ifPresent(histories::add);
			}
		}
		return histories;
	}

	/**
	 * Returns whether the tools have applied everything that revisions adopt.
	 */
	private static boolean isComplete(List<OtherHistory> histories, RevisionScripts scripts) {
		return histories.stream()
			.allMatch((history) -> scripts.all()
				.stream()
				.flatMap((script) -> script.adopts().stream())
				.filter((migration) -> migration.tool() == history.tool() && !migration.isRepeatable())
				.allMatch(history::has));
	}

	private static OtherHistory read(Tool tool, ObjectName table, HistoryTables tables, Dialect dialect,
			JdbcOperations jdbc) {
		try {
			return switch (tool) {
				case FLYWAY -> FlywayHistory.read(jdbc, table, dialect);
				case LIQUIBASE -> LiquibaseHistory.read(jdbc, table, tables.locks(table));
			};
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause
					&& dialect.failureKind(cause) == FailureKind.REFUSED) {
				throw MigrationRefusedException.unreadableHistory(tool.title(), table.written(),
						dialect.error(cause).message(), ex);
			}
			throw ex;
		}
	}

	private void resolve() {
		for (OtherHistory history : this.histories) {
			String table = history.table().written();
			if (history.lock() != null) {
				throw MigrationRefusedException.otherToolRuns(history.tool().title(), history.lock());
			}
			if (!history.failed().isEmpty()) {
				throw MigrationRefusedException.failedElsewhere(history.tool().title(), table, history.failed());
			}
			rejectUnknown(history, table);
		}
		for (RevisionScript script : this.scripts.all()) {
			if (adoptsMigrations(script) && isApplied(script)) {
				this.applied.add(script.id());
			}
		}
		leaveReplaced();
		leaveRunningAgain();
		for (RevisionScript script : this.scripts.all()) {
			rejectPart(script);
		}
		rejectGap();
	}

	private void rejectUnknown(OtherHistory history, String table) {
		Set<Identity> adopted = this.scripts.all()
			.stream()
			.flatMap((script) -> script.adopts().stream())
			.map(AdoptedMigration::identity)
			.collect(Collectors.toSet());
		List<String> unknown = history.applied()
			.entrySet()
			.stream()
			.filter((entry) -> !adopted.contains(entry.getKey())
					&& this.scripts.all().stream().noneMatch((script) -> covers(script, entry.getValue())))
			.map((entry) -> entry.getValue().name())
			.toList();
		if (!unknown.isEmpty()) {
			throw MigrationRefusedException.notAdopted(history.tool().title(), history.tool().word(), table, unknown);
		}
	}

	/**
	 * Returns whether a revision is a baseline script, which has the result of a version.
	 */
	private static boolean covers(RevisionScript script, AdoptedMigration version) {
		FlywayVersion number = version.parsedVersion();
		return number != null && script.adopts()
			.stream()
			.filter(AdoptedMigration::isBaseline)
			.map(AdoptedMigration::parsedVersion)
			.anyMatch((baseline) -> baseline != null && number.compareTo(baseline) <= 0);
	}

	/**
	 * Returns whether a history can have what a revision adopts.
	 */
	private static boolean adoptsMigrations(RevisionScript script) {
		return !script.adopts().stream().allMatch(AdoptedMigration::isAround);
	}

	private boolean isApplied(RevisionScript script) {
		return script.adopts().stream().allMatch(this::isApplied);
	}

	private boolean isApplied(AdoptedMigration migration) {
		return this.histories.stream()
			.anyMatch((history) -> history.tool() == migration.tool() && history.has(migration));
	}

	/**
	 * Leaves out, of a squashed revision and those that it replaces, the ones that the
	 * database has no use for.
	 */
	private void leaveReplaced() {
		for (RevisionScript script : this.scripts.all()) {
			if (this.applied.contains(script.id())) {
				script.node().replaces().forEach(this.applied::remove);
			}
		}
		// What can run again runs above those that are still pending.
		this.map = this.map.at(this.applied.stream().filter((id) -> !canRunAgain(this.scripts.get(id))).toList());
	}

	/**
	 * Leaves out repeatable migrations, and what does nothing, above what is not applied:
	 * they can run again, and do so after it.
	 */
	private void leaveRunningAgain() {
		Set<String> missing = missing();
		if (missing.isEmpty()) {
			return;
		}
		for (String id : List.copyOf(this.applied)) {
			RevisionScript script = this.scripts.get(id);
			if (canRunAgain(script) && this.map.applied(List.of(id)).stream().anyMatch(missing::contains)) {
				this.applied.remove(id);
				if (isRepeatable(script)) {
					this.repeated.add(id);
				}
			}
		}
	}

	private boolean canRunAgain(RevisionScript script) {
		return isRepeatable(script) || isEmpty(script);
	}

	/**
	 * Returns whether a revision does nothing, in the place of a change set that only
	 * some databases have: those of another context, for example.
	 */
	private boolean isEmpty(RevisionScript script) {
		return script instanceof SqlRevision sql
				&& sql.adopts().stream().allMatch((migration) -> migration.tool() == Tool.LIQUIBASE)
				&& sql.read(Placeholders.untouched())
					.upgrade()
					.text()
					.lines()
					.allMatch((line) -> line.isBlank() || line.strip().startsWith("--"));
	}

	private static boolean isRepeatable(RevisionScript script) {
		return script.adopts().stream().allMatch(AdoptedMigration::isRepeatable);
	}

	/**
	 * Returns the revisions below applied ones that adopt what is not applied, and would
	 * do something.
	 */
	private Set<String> missing() {
		return this.map.applied(this.applied)
			.stream()
			.filter((id) -> !this.applied.contains(id) && adoptsMigrations(this.scripts.get(id))
					&& !isEmpty(this.scripts.get(id)))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private void rejectPart(RevisionScript script) {
		if (isApplied(script) || this.map.find(script.id()).isEmpty()) {
			return;
		}
		List<String> done = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		boolean repeatable = true;
		for (AdoptedMigration migration : script.adopts()) {
			boolean applied = isApplied(migration);
			List<String> names = applied ? done : missing;
			if (!names.contains(migration.version().name())) {
				names.add(migration.version().name());
			}
			repeatable &= !applied || migration.isRepeatable() || migration.isAround();
		}
		for (OtherHistory history : this.histories) {
			for (AdoptedMigration version : history.applied().values()) {
				if (covers(script, version) && !done.contains(version.name())) {
					done.add(version.name());
					repeatable = false;
				}
			}
		}
		if (!repeatable) {
			throw MigrationRefusedException.partlyAdopted(script.id(), script.location(), title(script), done, missing);
		}
	}

	private void rejectGap() {
		for (String id : missing()) {
			RevisionScript script = this.scripts.get(id);
			String above = this.applied.stream()
				.filter((other) -> this.map.applied(List.of(other)).contains(id))
				.findFirst()
				.orElse(id);
			List<AdoptedMigration> missing = script.adopts()
				.stream()
				.filter((migration) -> !isApplied(migration))
				.toList();
			throw MigrationRefusedException.missingBelow(title(script),
					missing.stream().map(this::missingName).collect(Collectors.joining(", ")), id, names(above), above,
					rows(this.applied), missing.stream().anyMatch((migration) -> migration.parsedVersion() != null));
		}
	}

	private String missingName(AdoptedMigration migration) {
		return this.histories.stream()
			.map((history) -> history.applied().get(migration.identity()))
			.filter((found) -> found != null && found.checksum() != null && migration.checksum() != null)
			.map((found) -> "%s with the checksum %d (it has %d)".formatted(migration.name(), migration.checksum(),
					found.checksum()))
			.findFirst()
			.orElseGet(migration::name);
	}

	private String names(String id) {
		return this.scripts.get(id).adopts().stream().map(AdoptedMigration::name).collect(Collectors.joining(", "));
	}

	private static String title(RevisionScript script) {
		return script.adopts().get(0).tool().title();
	}

	private List<String> rows(Set<String> revisions) {
		return List.copyOf(this.map.stamp(List.copyOf(revisions), List.of(), false).after());
	}

	/**
	 * Returns what makes the revisions count as applied.
	 */
	public StampPlan stamp() {
		return this.map.stamp(List.copyOf(this.applied), List.of(), false);
	}

	/**
	 * Returns the rows of the version table after that.
	 */
	public List<String> rows() {
		return rows(this.applied);
	}

	/**
	 * Returns the revisions that count as applied although they adopt nothing, because
	 * such are above them that do.
	 */
	public List<String> implied() {
		return stamp().stamped()
			.stream()
			.map(RevisionNode::id)
			.filter((id) -> this.scripts.get(id).adopts().isEmpty())
			.toList();
	}

	/**
	 * Returns the revisions of repeatable migrations that run again.
	 */
	public List<String> repeated() {
		return this.repeated;
	}

	/**
	 * Returns the revisions that do what the tools have not done. A version of the
	 * application that still has the tool would do that once more.
	 */
	public List<String> remaining() {
		return this.map.upgrade("heads", rows())
			.steps()
			.stream()
			.map((step) -> step.revision().id())
			.filter((id) -> adoptsMigrations(this.scripts.get(id)) && !canRunAgain(this.scripts.get(id)))
			.toList();
	}

	/**
	 * Returns the names of the tools that have applied something.
	 */
	public String tools() {
		return this.histories.stream()
			.filter((history) -> !history.isEmpty())
			.map((history) -> history.tool().title())
			.collect(Collectors.joining(" and "));
	}

	/**
	 * Returns whether the tools have applied nothing in the meantime.
	 */
	public boolean isUnchanged(JdbcOperations jdbc, Dialect dialect) {
		return this.histories.stream()
			.allMatch((history) -> history.equals(read(history.tool(), history.table(), this.tables, dialect, jdbc)));
	}

	/**
	 * Says what was found.
	 * @return a clause, such as {@code Flyway has migrated this database up to 2.1
	 * (public.flyway_schema_history)}
	 */
	public String description() {
		return this.histories.stream()
			.filter((history) -> !history.isEmpty())
			.map(OtherHistory::describe)
			.collect(Collectors.joining(", and "));
	}

}
