package dev.migrate.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.adoption.AdoptedHistory;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.execution.DatabaseAccess;
import dev.migrate.runtime.execution.LoadedScripts;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.execution.OpenDatabase;
import dev.migrate.runtime.failure.BrokenDryRunException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.inspection.MigratorInspection;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.script.RevisionScripts;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the revisions of an application's scripts and says where it
 * stands. This is the programmatic side of everything that the start-up, the Actuator
 * endpoint and the commands do.
 *
 * <p>
 * Each call takes one connection from the data source and gives it back as it was. Calls
 * that change something wait for the migration lock of the database, so that any number
 * of processes may call them at once. The scripts are found at the first call that needs
 * them, before it takes a connection, and kept. Safe for use by several threads.
 */
public final class Migrator {

	private final MigratorSettings settings;

	private final LoadedScripts scripts;

	private final DatabaseAccess database;

	private final StatusReader status;

	private final LockedActions actions;

	Migrator(MigratorSettings settings) {
		this(settings, new LoadedScripts(settings));
	}

	private Migrator(MigratorSettings settings, LoadedScripts scripts) {
		this(new DatabaseAccess(settings), scripts, new SharedFindings());
	}

	private Migrator(DatabaseAccess database, LoadedScripts scripts, SharedFindings findings) {
		this.settings = database.settings();
		this.scripts = scripts;
		this.database = database;
		this.status = new StatusReader(this.settings, scripts);
		this.actions = new LockedActions(this.status, scripts, findings);
	}

	/**
	 * Starts to build a migrator with the default of every setting.
	 * @param dataSource the database
	 * @return a builder
	 */
	public static MigratorBuilder builder(DataSource dataSource) {
		return new MigratorBuilder().dataSource(dataSource);
	}

	/**
	 * Starts to build a migrator with the default of every setting. Its database is still
	 * to be told.
	 * @return a builder
	 */
	public static MigratorBuilder builder() {
		return new MigratorBuilder();
	}

	/**
	 * Returns the version of Migrate.
	 * @return the version, such as {@code 1.2.0}
	 */
	public static String version() {
		return ToolInfo.version();
	}

	/**
	 * Returns a migrator with the same scripts and settings for another database. Its
	 * callbacks are those of this one; no listener is told what it does.
	 * @param dataSource the other database
	 * @return the migrator
	 */
	public Migrator on(DataSource dataSource) {
		return new Migrator(this.settings.on(dataSource), this.scripts);
	}

	/**
	 * Returns a migrator with the same database and settings that finds the scripts anew.
	 * Internal: not part of the API.
	 * @param classLoader what finds them
	 * @return the migrator
	 */
	public Migrator rereading(ClassLoader classLoader) {
		return new Migrator(this.settings.with(classLoader));
	}

	/**
	 * Returns the same with values for placeholders that have none. Internal: not part of
	 * the API.
	 * @param classLoader what finds the scripts
	 * @param placeholders values by the name of the placeholder
	 * @return the migrator
	 */
	public Migrator rereading(ClassLoader classLoader, Map<String, String> placeholders) {
		return new Migrator(this.settings.with(classLoader, placeholders));
	}

	/**
	 * Returns what the database is called among several.
	 * @return the name, or {@code null} if it has none
	 */
	public @Nullable String name() {
		return this.settings.name();
	}

	/**
	 * Returns what makes migrators with the scripts of this one, each of which is read
	 * once, for many databases. Internal: not part of the API.
	 * @return a function that returns the migrator of a database
	 */
	public Function<DatabaseAccess, Migrator> sharing() {
		LoadedScripts shared = this.scripts.remembering();
		SharedFindings findings = new SharedFindings();
		return (database) -> new Migrator(database, shared, findings);
	}

	/**
	 * Returns what this migrator was built from. Internal: not part of the API.
	 * @return the settings
	 */
	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Returns the same with some of its revisions only. Internal: not part of the API.
	 * @param ids the full ids of the revisions
	 * @return the migrator
	 */
	public Migrator only(Set<String> ids) {
		return new Migrator(this.settings, this.scripts.only(ids));
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
	 * Returns the scripts that were found.
	 * @return the scripts, in the order of their locations
	 * @throws dev.migrate.MigrateException if a script cannot be read or breaks the rules
	 */
	public RevisionScripts scripts() {
		return this.scripts.all();
	}

	/**
	 * Returns the graph of the revisions.
	 * @return the graph
	 * @throws dev.migrate.MigrateException if a script cannot be read or the scripts do
	 * not form a graph
	 */
	public RevisionMap revisions() {
		return this.scripts.revisions();
	}

	/**
	 * Returns what the commands find out besides. Internal: not part of the API.
	 * @return the inspection
	 */
	public MigratorInspection inspection() {
		return new MigratorInspection(this.settings, this.scripts, this.database);
	}

	/**
	 * Reads the version table. Changes nothing.
	 * @return the rows, sorted; none if the table is empty or does not exist
	 * @throws dev.migrate.MigrateException if the database cannot be read
	 */
	public List<String> rows() {
		return this.database.call((open) -> open.tables().rows());
	}

	/**
	 * Creates the version table and the history table unless they exist.
	 * @throws dev.migrate.MigrateException if the database or the lock prevent it
	 */
	public void ensureVersion() {
		RevisionContents contents = this.scripts.contents();
		this.database.call((open) -> this.actions.ensureTables(open, contents));
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
		this.scripts.revisions();
		return this.database.call((open) -> this.status.status(open, history));
	}

	/**
	 * Reads where the database stands, with one connection and as few statements as a
	 * start at head: the history is read only if there are unknown revisions, or if
	 * modified scripts keep the application from starting. Changes nothing.
	 * @return the position
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public MigrationPosition position() {
		this.scripts.revisions();
		return this.database.call(this.status::position);
	}

	/**
	 * Makes sure that the database is at the target, or ahead of it. Changes nothing.
	 * @throws NotAtTargetException if revisions are pending
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read,
	 * or the database has a revision that no script has and is not ahead
	 */
	public void validate() {
		this.scripts.requireSources();
		this.scripts.revisions();
		new TargetCheck(this.database, this.status, target()).validate();
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
		this.scripts.requireSources();
		this.scripts.revisions();
		new TargetCheck(this.database, this.status, target()).await(this.settings.lock().maxWait());
	}

	/**
	 * Looks for what the history says of the revisions and the version table denies, as
	 * when it was emptied or set back. Changes nothing.
	 * @return the problem, with what to do about it; empty if they agree
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public Optional<MigrationStateException> contradiction() {
		this.scripts.revisions();
		return this.database.call((open) -> this.status.contradiction(open.tables().rows(), open));
	}

	/**
	 * Finds out what the next upgrade would take over, if another tool has migrated the
	 * database and Migrate has not. Changes nothing. Internal: not part of the API.
	 * @return what the other tool has applied, empty if there is nothing to take over
	 * @throws MigrationRefusedException if an upgrade would refuse it
	 * @throws dev.migrate.MigrateException if the database or the scripts cannot be read
	 */
	public Optional<AdoptedHistory> adopted() {
		this.scripts.revisions();
		return this.database.call((open) -> this.status.adopted(open.tables().rows(), open, false));
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
		return upgrade(target, RunOptions.defaults());
	}

	/**
	 * Upgrades the database, or tries to.
	 * @param target as for {@link #upgrade(String)}. To resume an interrupted revision,
	 * one to which the way leads on with that revision
	 * @param options who is told how far it has come, whether to try it only, and what to
	 * do with a statement in doubt
	 * @return what was done or, by a dry run, would be done
	 * @throws MigrationRefusedException if a statement is to be resumed and none is in
	 * doubt; nothing has been changed then
	 * @throws InterruptedRevisionException if an interrupted revision cannot be continued
	 * @throws BrokenDryRunException if a revision commits the transaction of a dry run
	 * @throws dev.migrate.operations.operation.UnsupportedFeatureException if the
	 * database commits changes of the schema by itself, so that there is no dry run
	 * @throws dev.migrate.MigrateException as {@link #upgrade(String)} does
	 */
	public MigrationResult upgrade(String target, RunOptions options) {
		RevisionContents contents = this.scripts.contents();
		return this.database.upgrade((open) -> this.actions.upgrade(open, contents, target, options));
	}

	/**
	 * Downgrades the database.
	 * @param target a revision, {@code base}, {@code -1} or another identifier of the
	 * grammar
	 * @return what was done
	 * @throws MigrationRefusedException if a revision on the way has no way back; nothing
	 * has been changed then
	 * @throws RevisionFailedException if a revision fails; those before it stay, unless
	 * all run in one transaction
	 * @throws dev.migrate.MigrateException if the target, the scripts, the version table
	 * or the lock prevent it; nothing has been changed then
	 */
	public MigrationResult downgrade(String target) {
		return downgrade(target, RunOptions.defaults());
	}

	/**
	 * Downgrades the database, or tries to.
	 * @param target as for {@link #downgrade(String)}. To resume an interrupted
	 * downgrade, one to which the way leads on with that revision
	 * @param options who is told how far it has come, whether to try it only, and what to
	 * do with a statement in doubt
	 * @return what was done or, by a dry run, would be done
	 * @throws MigrationRefusedException if a statement is to be resumed and none is in
	 * doubt; nothing has been changed then
	 * @throws InterruptedRevisionException if an interrupted revision cannot be continued
	 * @throws BrokenDryRunException if a revision commits the transaction of a dry run
	 * @throws dev.migrate.operations.operation.UnsupportedFeatureException if the
	 * database commits changes of the schema by itself, so that there is no dry run
	 * @throws dev.migrate.MigrateException as {@link #downgrade(String)} does
	 */
	public MigrationResult downgrade(String target, RunOptions options) {
		this.scripts.revisions();
		RevisionContents contents = this.scripts.contents();
		return this.database.call((open) -> this.actions.downgrade(open, contents, target, options));
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
		this.scripts.revisions();
		RevisionContents contents = this.scripts.contents();
		return this.database.call((open) -> this.actions.stamp(open, contents, targets, purge));
	}

	/**
	 * Declares applied revisions to be what their scripts say now: the history gets a
	 * stamp with the present checksum of each, also of one that never ran.
	 * @param revisions the full ids of applied revisions
	 * @return what was done
	 * @throws dev.migrate.revision.RevisionResolutionException if no script has a
	 * revision
	 * @throws MigrationRefusedException if a revision is not applied
	 */
	public MigrationResult accept(String... revisions) {
		RevisionMap map = revisions();
		RevisionContents contents = this.scripts.contents();
		List<RevisionNode> nodes = Stream.of(revisions).map(map::get).toList();
		return this.database.call((open) -> this.actions.accept(open, contents, nodes));
	}

	/**
	 * Reads the newest entries of the history.
	 * @param limit how many at most, at least 0
	 * @return the entries, newest first
	 */
	public List<HistoryEntry> history(int limit) {
		return this.database.call((open) -> open.tables().entries(null, limit));
	}

	/**
	 * Reads the newest entries of the history of a revision.
	 * @param revision the full id of the revision
	 * @param limit how many at most, at least 0
	 * @return the entries, newest first
	 */
	public List<HistoryEntry> history(String revision, int limit) {
		return this.database.call((open) -> open.tables().entries(revision, limit));
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
		return new OfflineMigrator(revisions(), this.scripts.contents(), dialect, this.settings.tables(),
				this.settings.session());
	}

	/**
	 * Returns what writes the plans of this migrator as SQL scripts for its own database.
	 * Opens a connection to ask for its version; the writing opens none.
	 * @return the writer
	 * @throws dev.migrate.MigrateException if the database cannot be reached, and as
	 * {@link #offline(Dialect)} does
	 */
	public OfflineMigrator offline() {
		return offline(this.database.call(OpenDatabase::dialect));
	}

	/**
	 * Returns what writes the plans of this migrator as SQL scripts.
	 * @param dialect the database that the scripts are to run on: {@code postgresql},
	 * {@code postgresql:16} or a JDBC URL; {@code null} for PostgreSQL
	 * @return the writer
	 * @throws dev.migrate.dialect.UnsupportedDatabaseException if there is no such
	 * dialect
	 * @throws dev.migrate.MigrateException as {@link #offline(Dialect)} does
	 */
	public OfflineMigrator offline(@Nullable String dialect) {
		return offline(Dialects.of(dialect));
	}

}
