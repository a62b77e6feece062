package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.schema.NamingConvention;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.Placeholders;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScriptLoader;
import dev.migrate.script.RevisionScripts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.function.SingletonSupplier;

/**
 * Brings a database to the revisions of an application's scripts and says where it
 * stands. This is the programmatic side of everything that the start-up, the Actuator
 * endpoint and the commands do.
 *
 * <p>
 * Each call takes one connection from the data source and gives it back as it was. Calls
 * that change something wait for the migration lock of the database, so that any number
 * of processes may call them at once. The scripts are found at the first call that needs
 * them and kept. Safe for use by several threads.
 */
public final class Migrator {

	private static final Logger logger = LoggerFactory.getLogger(Migrator.class);

	private static final String AHEAD = "Schema {} is at {}, ahead of this application, nothing to do";

	private static final MigrationListener SILENT = new MigrationListener() {
	};

	private final MigratorSettings settings;

	private final SingletonSupplier<RevisionScripts> scripts;

	private final SingletonSupplier<RevisionMap> revisions;

	private final Checksums checksums = new Checksums();

	Migrator(MigratorSettings settings) {
		this.settings = settings;
		this.scripts = SingletonSupplier.of(this::load);
		this.revisions = SingletonSupplier
			.of(() -> RevisionMap.of(scripts().all().stream().map(RevisionScript::node).toList()));
	}

	private RevisionScripts load() {
		List<String> locations = this.settings.locations();
		RevisionScripts found = new RevisionScriptLoader(this.settings.classLoader(), locations).load();
		if (!found.missingLocations().isEmpty() && !locations.equals(MigratorBuilder.DEFAULT_LOCATIONS)) {
			throw ScriptAccessException.missingLocations(found.missingLocations());
		}
		if (found.all().isEmpty()) {
			logger.warn("There are no revision scripts in {}. Write a first one, or set migrate.locations",
					String.join(", ", locations));
		}
		return found;
	}

	/**
	 * Starts to build a migrator with the default of every setting.
	 * @param dataSource the database
	 * @return a builder
	 */
	public static MigratorBuilder builder(DataSource dataSource) {
		return new MigratorBuilder(dataSource);
	}

	/**
	 * Returns the version of Migrate.
	 * @return the version, such as {@code 1.2.0}
	 */
	public static String version() {
		return Tool.version();
	}

	/**
	 * Returns the database.
	 * @return the data source that connections are taken from
	 */
	public DataSource dataSource() {
		return this.settings.dataSource();
	}

	/**
	 * Returns what {@link #upgrade()} upgrades to.
	 * @return an identifier such as {@code head}
	 */
	public String target() {
		return this.settings.target();
	}

	/**
	 * Returns how revisions name what they leave unnamed.
	 * @return the convention
	 */
	public NamingConvention naming() {
		return this.settings.naming();
	}

	/**
	 * Returns the names of the tables that the tool keeps in the database.
	 * @return the names, without their schema
	 */
	public Set<String> ownTables() {
		return Set.of(this.settings.tables().version(), this.settings.tables().history(), LeaseTable.NAME,
				ProgressTable.NAME);
	}

	/**
	 * Returns the scripts that were found.
	 * @return the scripts, in the order of their locations
	 * @throws dev.migrate.MigrateException if a script cannot be read or breaks the rules
	 */
	public RevisionScripts scripts() {
		return this.scripts.obtain();
	}

	/**
	 * Returns the graph of the revisions.
	 * @return the graph
	 * @throws dev.migrate.MigrateException if a script cannot be read or the scripts do
	 * not form a graph
	 */
	public RevisionMap revisions() {
		return this.revisions.obtain();
	}

	/**
	 * Looks at all scripts without asking the database: whether they form a graph, every
	 * SQL script can be taken apart into statements, every class can be loaded, and a
	 * {@link dev.migrate.operations.ReversibleMigration} that needs no beans can be
	 * reversed. Finds the scripts anew.
	 * @param dialect the database that SQL scripts are written for, as for
	 * {@link #offline(String)}
	 * @return what was found, all mistakes included
	 * @throws dev.migrate.dialect.UnknownDialectException if there is no such dialect
	 * @throws dev.migrate.MigrateException if a location cannot be read
	 */
	public ScriptReport checkScripts(@Nullable String dialect) {
		return new ScriptCheck(Dialects.of(dialect), this.settings).report();
	}

	/**
	 * Reads the version table. Changes nothing.
	 * @return the rows, sorted; none if the table is empty or does not exist
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public List<String> rows() {
		return withTables((connection, tables) -> tables.rows());
	}

	/**
	 * Finds out who is migrating the database. Changes nothing.
	 * @return a description of the session that holds the migration lock, empty if nobody
	 * does
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public Optional<String> lockHolder() {
		return withTables((connection, tables) -> {
			LockSettings settings = this.settings.lock();
			LockMode mode = settings.modeOn(connection.dialect());
			MigrationSession session = connection.dialect()
				.session(connection.jdbc(), tables.found(), this.settings.session(), mode);
			return MigrationLock.of(mode, settings, connection, session, tables.found()).holder();
		});
	}

	/**
	 * Counts the rows that a downgrade would drop, as far as its statements tell: what a
	 * function or {@code CASCADE} drops besides is not among them. Changes nothing.
	 * @param plan the downgrade
	 * @return the tables and columns that hold rows
	 * @throws dev.migrate.MigrateException if a revision has no way back, or the database
	 * or a script cannot be read
	 */
	public DowngradeLosses losses(RevisionPlan plan) {
		return withTables(
				(connection, tables) -> new LossCounter(bodies(), connection.dialect(), connection.jdbc()).count(plan));
	}

	/**
	 * Creates the version table and the history table unless they exist.
	 * @throws dev.migrate.MigrateException if the database or the lock prevent it
	 */
	public void ensureVersion() {
		withTables((connection, tables) -> tables.complete() ? Optional.empty()
				: Optional.of(locked(connection, tables, null, MigrationRun::ensureTables)));
	}

	/**
	 * Reads where the database stands. Changes nothing.
	 * @return the status, without the history
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public MigrationStatus status() {
		return status(0);
	}

	/**
	 * Reads where the database stands and what was done to it. Changes nothing.
	 * @param history how many entries of the history to read at most, at least 0
	 * @return the status, with the newest entries of the history
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public MigrationStatus status(int history) {
		return withTables((connection, tables) -> {
			DatabaseState state = new DatabaseState(revisions(), tables.rows(), tables.applied());
			return new MigrationStatus(state.rows(), revisions().heads().stream().map(RevisionNode::id).toList(),
					pending(state), state.unknown(), state.isAhead(wanted()), state.implied(),
					state.modified(scripts(), checksum(connection)).stream().map(RevisionScript::id).toList(),
					(history > 0) ? readHistory(tables, null, history) : List.of());
		});
	}

	/**
	 * Reads where the database stands, with one connection and as few statements as a
	 * start at head: the history is read only if there are unknown revisions, or if
	 * modified scripts keep the application from starting. Changes nothing.
	 * @return the position
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public MigrationPosition position() {
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			List<String> rows = tables.rows();
			boolean strict = this.settings.onModified() == Reaction.FAIL;
			DatabaseState state = new DatabaseState(revisions(), rows,
					(strict || !revisions().unknownRows(rows).isEmpty()) ? tables.applied() : Map.of());
			List<String> pending = pending(state).stream().map(RevisionScript::id).toList();
			List<String> modified = strict
					? state.modified(scripts(), checksum(connection)).stream().map(RevisionScript::id).toList()
					: List.of();
			MigrationPosition.State found = state.judge(wanted(), pending, modified, tables::interrupted);
			boolean ready = found == MigrationPosition.State.UP_TO_DATE
					|| (found == MigrationPosition.State.AHEAD && this.settings.onAhead() != Reaction.FAIL);
			return new MigrationPosition(found, ready, rows,
					revisions().heads().stream().map(RevisionNode::id).toList(), pending, state.unknown(), modified,
					state.applied());
		});
	}

	private List<RevisionScript> pending(DatabaseState state) {
		return state.unknown().isEmpty() ? revisions().upgrade(wanted(), state.rows())
			.revisions()
			.stream()
			.map((revision) -> scripts().get(revision.id()))
			.toList() : List.of();
	}

	/**
	 * Returns the target for a look from outside, to which several heads are no mistake.
	 */
	private String wanted() {
		return target().equals("head") ? "heads" : target();
	}

	/**
	 * Makes sure that the database is at the target, or ahead of it. Changes nothing.
	 * @throws NotAtTargetException if revisions are pending
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read,
	 * or the database has a revision that no script has and is not ahead
	 */
	public void validate() {
		List<RevisionScript> pending = findPending();
		if (!pending.isEmpty()) {
			throw new NotAtTargetException(target(), status().current(), pending);
		}
	}

	/**
	 * Waits until other processes have brought the database to the target, looking once a
	 * second, without keeping a connection in between. Changes nothing.
	 * @throws NotAtTargetException if revisions are still pending after the longest wait,
	 * which is as long as that for the lock; forever by default
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read,
	 * or the database has a revision that no script has and is not ahead
	 */
	public void await() {
		new Shutdown(null).watch(() -> {
			awaitOthers();
			return true;
		});
	}

	private void awaitOthers() {
		Patience patience = new Patience(this.settings.lock().maxWait());
		for (List<RevisionScript> pending = findPending(); !pending.isEmpty(); pending = findPending()) {
			if (patience.isExhausted()) {
				throw new NotAtTargetException(target(), status().current(), pending);
			}
			if (patience.isTimeToReport()) {
				logger.info("Waiting for another process to run {} pending revision(s), next {}", pending.size(),
						pending.get(0));
			}
			patience.pause();
		}
	}

	private List<RevisionScript> findPending() {
		return withTables((connection, tables) -> {
			List<String> rows = tables.rows();
			tables.requireVersionTable();
			if (isAhead(target(), rows, tables)) {
				return List.of();
			}
			return revisions().upgrade(target(), rows)
				.revisions()
				.stream()
				.map((revision) -> scripts().get(revision.id()))
				.toList();
		});
	}

	/**
	 * Upgrades the database to the configured target.
	 * @return what was done
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the scripts, the version table or the lock
	 * prevent it; nothing has been changed then
	 */
	public MigrationResult upgrade() {
		return upgrade(target());
	}

	/**
	 * Upgrades the database. At or above the target this does nothing and takes no lock.
	 * @param target a revision, {@code head}, {@code heads}, {@code +1} or another
	 * identifier of the grammar
	 * @return what was done
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the target, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult upgrade(String target) {
		return upgrade(target, SILENT);
	}

	/**
	 * Upgrades the database and tells how far it has come.
	 * @param target as for {@link #upgrade(String)}
	 * @param listener is told of each revision
	 * @return what was done
	 * @throws dev.migrate.MigrateException as {@link #upgrade(String)} does
	 */
	public MigrationResult upgrade(String target, MigrationListener listener) {
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			return nothingToDo(target, tables.rows(), tables, connection).orElseGet(() -> locked(connection, tables,
					target, (run) -> upgrade(target, run.reportTo(listener), connection)));
		});
	}

	/**
	 * Upgrades the database after a revision was interrupted, where nobody but the caller
	 * can tell whether its last statement took effect.
	 * @param target a revision, {@code head}, {@code heads} or another identifier of the
	 * grammar, from which the way leads on with the interrupted revision
	 * @param resume what to do with that statement
	 * @return what was done
	 * @throws NothingToResumeException if no statement is in doubt; nothing has been
	 * changed then
	 * @throws InterruptedRevisionException if the revision cannot be continued for
	 * another reason
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the target, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult upgrade(String target, Resume resume) {
		RevisionMap map = revisions();
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			return locked(connection, tables, target, (run) -> {
				checkHistory(run.rows(), run.tables(), connection);
				return run.resume(map.upgrade(target, run.rows()), resume);
			});
		});
	}

	private MigrationResult upgrade(String target, MigrationRun run, MigrationConnection connection) {
		return nothingToDo(target, run.rows(), run.tables(), connection).orElseGet(() -> {
			checkHistory(run.rows(), run.tables(), connection);
			return run.run(revisions().upgrade(target, run.rows()));
		});
	}

	private Optional<MigrationResult> nothingToDo(String target, List<String> rows, MigrationTables tables,
			MigrationConnection connection) {
		String schema = String.valueOf(tables.found().version().schema());
		if (!isAhead(target, rows, tables)) {
			if (!revisions().upgrade(target, rows).isEmpty() || tables.interrupted().isPresent()) {
				return Optional.empty();
			}
			if (this.settings.onModified() == Reaction.FAIL) {
				checkHistory(rows, tables, connection);
			}
			logger.info(revisions().isAtHeads(rows) ? "Schema {} is at head ({}), nothing to do"
					: "Schema {} is at {}, nothing to do", schema, RevisionTexts.rows(rows));
		}
		return Optional.of(new MigrationResult(rows, rows, List.of()));
	}

	private boolean isAhead(String target, List<String> rows, MigrationTables tables) {
		if (revisions().unknownRows(rows).isEmpty()) {
			return false;
		}
		DatabaseState state = new DatabaseState(revisions(), rows, tables.applied());
		if (!state.isAhead(target)) {
			return false;
		}
		switch (this.settings.onAhead()) {
			case FAIL -> throw new DatabaseAheadException(state.unknown());
			case WARN -> logger.warn(AHEAD, tables.found().version().schema(), RevisionTexts.rows(rows));
			case IGNORE -> logger.info(AHEAD, tables.found().version().schema(), RevisionTexts.rows(rows));
		}
		return true;
	}

	/**
	 * Looks for scripts that were modified, or put below applied ones, since they were
	 * applied.
	 */
	private void checkHistory(List<String> rows, MigrationTables tables, MigrationConnection connection) {
		if (rows.isEmpty() || !tables.found().historyExists()) {
			return;
		}
		DatabaseState state = new DatabaseState(revisions(), rows, tables.applied());
		List<String> implied = state.implied();
		if (!implied.isEmpty()) {
			logger.warn("These revisions count as applied, because later ones are, but have never run here: {}. If the"
					+ " schema lacks what they do, write a new revision for it; if not, stamp the current revision again"
					+ " with 'migrate accept --script <revision>' (Migrator.accept)", String.join(", ", implied));
		}
		if (this.settings.onModified() != Reaction.IGNORE) {
			List<RevisionScript> modified = state.modified(scripts(), checksum(connection));
			if (!modified.isEmpty() && this.settings.onModified() == Reaction.FAIL) {
				throw new ModifiedScriptException(modified);
			}
			if (!modified.isEmpty()) {
				logger.warn(
						"{} Put them back, or accept them with 'migrate accept --script <revision>' (Migrator.accept)",
						ModifiedScriptException.problem(modified));
			}
		}
	}

	private Function<RevisionScript, @Nullable String> checksum(MigrationConnection connection) {
		return (script) -> this.checksums.of(script, connection.dialect());
	}

	/**
	 * Downgrades the database.
	 * @param target a revision, {@code base}, {@code -1} or another identifier of the
	 * grammar
	 * @return what was done
	 * @throws IrreversibleRevisionException if a revision on the way has no way back;
	 * nothing has been changed then
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the target, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult downgrade(String target) {
		return downgrade(target, SILENT);
	}

	/**
	 * Downgrades the database and tells how far it has come.
	 * @param target as for {@link #downgrade(String)}
	 * @param listener is told of each revision
	 * @return what was done
	 * @throws dev.migrate.MigrateException as {@link #downgrade(String)} does
	 */
	public MigrationResult downgrade(String target, MigrationListener listener) {
		RevisionMap map = revisions();
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			return locked(connection, tables, target,
					(run) -> run.reportTo(listener).run(map.downgrade(target, run.rows())));
		});
	}

	/**
	 * Downgrades the database after a downgrade was interrupted, where nobody but the
	 * caller can tell whether its last statement took effect.
	 * @param target a revision, {@code base}, {@code -1} or another identifier of the
	 * grammar, to which the way leads on with the interrupted revision
	 * @param resume what to do with that statement
	 * @return what was done
	 * @throws NothingToResumeException if no statement is in doubt; nothing has been
	 * changed then
	 * @throws InterruptedRevisionException if the revision cannot be continued for
	 * another reason
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the target, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult downgrade(String target, Resume resume) {
		RevisionMap map = revisions();
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			return locked(connection, tables, target, (run) -> run.resume(map.downgrade(target, run.rows()), resume));
		});
	}

	/**
	 * Tries an upgrade: runs all of it in one transaction, under the lock, and rolls that
	 * back. What does not run in a transaction is left out, and what comes after it is
	 * tried without it. Locks are held until the end.
	 * @param target as for {@link #upgrade(String)}
	 * @param listener is told of each revision that is tried; no other listener is
	 * @return what an upgrade would do
	 * @throws dev.migrate.operations.UnsupportedFeatureException if the database commits
	 * changes of the schema by itself
	 * @throws BrokenDryRunException if a revision commits the transaction
	 * @throws dev.migrate.MigrateException as {@link #upgrade(String)} does; nothing has
	 * been changed then
	 */
	public DryRunResult dryRunUpgrade(String target, MigrationListener listener) {
		return dryRun(target, listener,
				(connection, run, dryRun) -> nothingToDo(target, run.rows(), run.tables(), connection).orElseGet(() -> {
					checkHistory(run.rows(), run.tables(), connection);
					return run.dryRun(revisions().upgrade(target, run.rows()), dryRun);
				}));
	}

	/**
	 * Tries a downgrade as {@link #dryRunUpgrade} tries an upgrade.
	 * @param target as for {@link #downgrade(String)}
	 * @param listener is told of each revision that is tried; no other listener is
	 * @return what a downgrade would do
	 * @throws dev.migrate.operations.UnsupportedFeatureException if the database commits
	 * changes of the schema by itself
	 * @throws BrokenDryRunException if a revision commits the transaction
	 * @throws dev.migrate.MigrateException as {@link #downgrade(String)} does; nothing
	 * has been changed then
	 */
	public DryRunResult dryRunDowngrade(String target, MigrationListener listener) {
		return dryRun(target, listener,
				(connection, run, dryRun) -> run.dryRun(revisions().downgrade(target, run.rows()), dryRun));
	}

	private DryRunResult dryRun(String target, MigrationListener listener, DryRunFunction function) {
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			DryRun dryRun = new DryRun(connection.dialect().dryRun(connection.jdbc()), listener);
			MigrationResult result = locked(connection, tables, target,
					(run) -> function.apply(connection, run, dryRun));
			return new DryRunResult(result, dryRun.untried());
		});
	}

	/**
	 * Declares the database to be at other revisions without running scripts.
	 * @param targets revisions, {@code head}, {@code heads} or {@code base}
	 * @return what was done
	 * @throws dev.migrate.MigrateException if the targets, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult stamp(String... targets) {
		return stamp(List.of(targets), false);
	}

	/**
	 * Declares the database to be at other revisions without running scripts.
	 * @param targets revisions, {@code head}, {@code heads} or {@code base}
	 * @param purge whether to forget every row of the version table first, also those
	 * that no script has
	 * @return what was done
	 * @throws dev.migrate.MigrateException if the targets, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult stamp(List<String> targets, boolean purge) {
		RevisionMap map = revisions();
		return withTables((connection, tables) -> locked(connection, tables, null,
				(run) -> run.stamp(map.stamp(targets, run.rows(), purge))));
	}

	/**
	 * Declares applied revisions to be what their scripts say now: the history gets a
	 * stamp with the present checksum of each, also of one that never ran.
	 * @param revisions the full ids of applied revisions
	 * @return what was done
	 * @throws dev.migrate.revision.RevisionResolutionException if no script has a
	 * revision
	 * @throws InvalidAcceptanceException if a revision is not applied
	 */
	public MigrationResult accept(String... revisions) {
		RevisionMap map = revisions();
		List<RevisionNode> nodes = Stream.of(revisions).map(map::get).toList();
		return withTables((connection, tables) -> {
			tables.requireVersionTable();
			return locked(connection, tables, null, (run) -> {
				Set<String> applied = map.applied(run.rows());
				nodes.stream().filter((node) -> !applied.contains(node.id())).findFirst().ifPresent((node) -> {
					throw new InvalidAcceptanceException(node);
				});
				return run.accept(nodes);
			});
		});
	}

	/**
	 * Reads the newest entries of the history.
	 * @param limit how many at most, at least 0
	 * @return the entries, newest first
	 */
	public List<HistoryEntry> history(int limit) {
		return withTables((connection, tables) -> readHistory(tables, null, limit));
	}

	/**
	 * Reads the newest entries of the history of a revision.
	 * @param revision the full id of the revision
	 * @param limit how many at most, at least 0
	 * @return the entries, newest first
	 */
	public List<HistoryEntry> history(String revision, int limit) {
		return withTables((connection, tables) -> readHistory(tables, revision, limit));
	}

	/**
	 * Returns what writes the plans of this migrator as SQL scripts instead of running
	 * them. Neither this call nor the writing opens a connection.
	 * @param dialect the database that the scripts are to run on, as from
	 * {@link dev.migrate.dialect.Dialects#of(String)}
	 * @return the writer, with the revisions and settings of this migrator
	 * @throws dev.migrate.MigrateException if a script cannot be read or the scripts do
	 * not form a graph
	 */
	public OfflineMigrator offline(Dialect dialect) {
		return new OfflineMigrator(revisions(), bodies(), dialect, this.settings.tables(), this.settings.session());
	}

	/**
	 * Returns what writes the plans of this migrator as SQL scripts.
	 * @param dialect the database that the scripts are to run on: {@code postgresql},
	 * {@code postgresql:16} or a JDBC URL; {@code null} for PostgreSQL
	 * @return the writer
	 * @throws dev.migrate.dialect.UnknownDialectException if there is no such dialect
	 * @throws dev.migrate.MigrateException as {@link #offline(Dialect)} does
	 */
	public OfflineMigrator offline(@Nullable String dialect) {
		return offline(Dialects.of(dialect));
	}

	private static List<HistoryEntry> readHistory(MigrationTables tables, @Nullable String revision, int limit) {
		return tables.found().historyExists() ? tables.history().read(revision, limit) : List.of();
	}

	private <T> T withTables(TablesFunction<T> function) {
		try (MigrationConnection connection = MigrationConnection.open(this.settings.dataSource())) {
			try {
				MigrationTables tables = MigrationTables.find(connection, this.settings.tables());
				try {
					return function.apply(connection, tables);
				}
				catch (UnknownVersionRowException ex) {
					throw explain(ex, tables);
				}
			}
			catch (RuntimeException ex) {
				throw connection.translate(ex);
			}
		}
	}

	private static UnknownVersionRowException explain(UnknownVersionRowException failure, MigrationTables tables) {
		return readHistory(tables, failure.getRow(), 1).stream()
			.findFirst()
			.map((entry) -> failure.withHistory(
					"The history says that it was made current at %s by %s from %s%s.".formatted(entry.startedAt(),
							entry.user(), entry.host(), entry.message().isEmpty() ? "" : " (" + entry.message() + ")")))
			.orElseGet(() -> failure.withHistory("The history does not know it either."));
	}

	private MigrationResult locked(MigrationConnection connection, MigrationTables tables, @Nullable String target,
			Function<MigrationRun, MigrationResult> function) {
		connection.writable();
		LockSettings settings = this.settings.lock();
		LockMode mode = settings.modeOn(connection.dialect());
		MigrationSession session = connection.dialect()
			.session(connection.jdbc(), tables.found(), this.settings.session(), mode);
		return connection.shutdown().watch(() -> {
			session.open();
			try {
				MigrationLock lock = MigrationLock.of(mode, settings, connection, session, tables.found());
				return locked(connection, session, lock, target, function);
			}
			finally {
				connection.restore(session::close);
			}
		});
	}

	private MigrationResult locked(MigrationConnection connection, MigrationSession session, MigrationLock lock,
			@Nullable String target, Function<MigrationRun, MigrationResult> function) {
		Instant start = Instant.now();
		lock.acquire();
		try {
			new MigrationListeners(this.settings.listeners()).locked(Duration.between(start, Instant.now()));
			return planned(target, function, () -> {
				// Another process may have migrated, and created the tables, in the
				// meantime.
				MigrationTables current = MigrationTables.find(connection, this.settings.tables());
				return new MigrationRun(connection, session, current, bodies(), lock, this.settings.retry(),
						new MigrationListeners(this.settings.listeners()), this.settings.callbacks());
			});
		}
		finally {
			connection.restore(lock::release);
		}
	}

	/**
	 * Plans and runs, again from where the database is then if another process has
	 * migrated in between.
	 */
	private static MigrationResult planned(@Nullable String target, Function<MigrationRun, MigrationResult> function,
			Supplier<MigrationRun> start) {
		MigrationRun run = start.get();
		List<String> before = run.rows();
		List<CompletedStep> completed = new ArrayList<>();
		while (true) {
			try {
				MigrationResult last = function.apply(run);
				completed.addAll(last.steps());
				return new MigrationResult(before, last.after(), completed);
			}
			catch (OutdatedPlanException ex) {
				completed.addAll(ex.completed());
				run = start.get();
				if (!completed.isEmpty() && target != null && countsFromCurrent(target)) {
					throw new ConcurrentMigrationException(
							"Another process has migrated while this one was on its way to '%s': the database is at %s now."
								.formatted(target, RevisionTexts.rows(run.rows())),
							"Start again with the id of the revision that you want.");
				}
				logger.info("Another process has migrated; going on from {}", RevisionTexts.rows(run.rows()));
			}
		}
	}

	private static boolean countsFromCurrent(String target) {
		RevisionIdentifier identifier = RevisionIdentifier.parse(target);
		return identifier.isRelative() && (identifier.symbol() == null || identifier.symbol().equals("current"));
	}

	private RevisionBodies bodies() {
		return new RevisionBodies(revisions(), scripts(), this.checksums, Placeholders.of(this.settings.placeholders()),
				this.settings.classLoader(), this.settings.migrationFactory(), this.settings.transaction(),
				this.settings.naming());
	}

	/**
	 * What to do with a connection and the tables of the tool.
	 */
	@FunctionalInterface
	private interface TablesFunction<T> {

		T apply(MigrationConnection connection, MigrationTables tables);

	}

	/**
	 * What to try.
	 */
	@FunctionalInterface
	private interface DryRunFunction {

		MigrationResult apply(MigrationConnection connection, MigrationRun run, DryRun dryRun);

	}

}
