package dev.migrate.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.TableNames;
import dev.migrate.runtime.adoption.AdoptionSettings;
import dev.migrate.runtime.connection.ResponseTimes;
import dev.migrate.runtime.content.ConstructorMigrationFactory;
import dev.migrate.runtime.execution.MigratorSettings;
import dev.migrate.runtime.history.ProgressTable;
import dev.migrate.runtime.lock.LeaseTable;
import dev.migrate.runtime.lock.LockSettings;
import dev.migrate.runtime.progress.RunLog;
import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationFactory;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.script.AdoptedMigration.Tool;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Builds a {@link Migrator}. Every setting has the default of the property of the same
 * name.
 */
public final class MigratorBuilder {

	/**
	 * What listeners know a migrator by that has no name.
	 */
	private static final String UNNAMED = "migrator";

	private @Nullable String name;

	private @Nullable DataSource dataSource;

	private List<String> locations = MigratorSettings.DEFAULT_LOCATIONS;

	private String target = "head";

	private @Nullable String schema;

	private boolean createSchema;

	private @Nullable String versionTableSchema;

	private String versionTable = "migrate_version";

	private String historyTable = "migrate_history";

	private Map<String, String> placeholders = Map.of();

	private @Nullable LockMode lockMode;

	private @Nullable Duration lockMaxWait;

	private Duration lockLease = LockSettings.DEFAULT_LEASE;

	private Duration lockTimeout = SessionSettings.defaults().lockTimeout();

	private @Nullable Duration statementTimeout;

	private @Nullable Duration idleInTransactionTimeout;

	private Duration networkTimeout = ResponseTimes.DEFAULT_NETWORK_TIMEOUT;

	private RetryPolicy retry = RetryPolicy.defaults();

	private NamingConvention naming = new NamingConvention();

	private TransactionMode transaction = TransactionMode.PER_REVISION;

	private final List<Function<String, ? extends MigrationListener>> listeners = new ArrayList<>();

	private Supplier<List<MigrationCallback>> callbacks = List::of;

	private MismatchPolicy onAhead = MismatchPolicy.IGNORE;

	private MismatchPolicy onModified = MismatchPolicy.WARN;

	private AdoptionSettings adoption = AdoptionSettings.defaults();

	private @Nullable ClassLoader classLoader;

	private Function<DataSource, ? extends MigrationFactory> migrationFactory = (
			dataSource) -> new ConstructorMigrationFactory();

	MigratorBuilder() {
	}

	/**
	 * Sets the database.
	 * @param dataSource where connections are taken from
	 * @return this builder
	 */
	public MigratorBuilder dataSource(DataSource dataSource) {
		this.dataSource = dataSource;
		return this;
	}

	/**
	 * Sets what the database is called among several: in messages, by the endpoint, and
	 * in metrics and traces.
	 * @param name the name, or {@code null}, the default, for none
	 * @return this builder
	 */
	public MigratorBuilder name(@Nullable String name) {
		this.name = name;
		return this;
	}

	/**
	 * Returns what the database is called among several.
	 * @return the name, or {@code null} if it has none
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * Sets where the scripts are.
	 * @param locations locations such as {@code classpath:db/revisions}, at least one
	 * @return this builder
	 */
	public MigratorBuilder locations(String... locations) {
		return locations(List.of(locations));
	}

	/**
	 * Sets where the scripts are.
	 * @param locations locations such as {@code classpath:db/revisions}, at least one
	 * @return this builder
	 */
	public MigratorBuilder locations(List<String> locations) {
		this.locations = List.copyOf(locations);
		return this;
	}

	/**
	 * Sets what {@link Migrator#upgrade()} upgrades to.
	 * @param target an identifier, {@code head} by default
	 * @return this builder
	 */
	public MigratorBuilder target(String target) {
		this.target = target;
		return this;
	}

	/**
	 * Sets the default schema of a run: unqualified names in the revisions mean this
	 * schema first, and the version table and the history table are in it unless
	 * {@link #versionTableSchema(String)} says otherwise. It must exist, unless
	 * {@link #createSchema(boolean)} says otherwise.
	 * @param schema the schema, or {@code null} for the one that the connection creates
	 * tables in
	 * @return this builder
	 */
	public MigratorBuilder schema(@Nullable String schema) {
		this.schema = schema;
		return this;
	}

	/**
	 * Sets whether a run creates the schemas that {@link #schema(String)} and
	 * {@link #versionTableSchema(String)} name, before anything else, if they do not
	 * exist. The role needs the right to create schemas in the database only then.
	 * @param createSchema {@code false}, the default, to fail if a schema does not exist
	 * @return this builder
	 */
	public MigratorBuilder createSchema(boolean createSchema) {
		this.createSchema = createSchema;
		return this;
	}

	/**
	 * Sets the schema of the version table and the history table.
	 * @param versionTableSchema the schema, or {@code null} for the default schema of the
	 * run
	 * @return this builder
	 */
	public MigratorBuilder versionTableSchema(@Nullable String versionTableSchema) {
		this.versionTableSchema = versionTableSchema;
		return this;
	}

	/**
	 * Sets the name of the version table.
	 * @param versionTable the name, {@code migrate_version} by default
	 * @return this builder
	 */
	public MigratorBuilder versionTable(String versionTable) {
		this.versionTable = versionTable;
		return this;
	}

	/**
	 * Sets the name of the history table.
	 * @param historyTable the name, {@code migrate_history} by default
	 * @return this builder
	 */
	public MigratorBuilder historyTable(String historyTable) {
		this.historyTable = historyTable;
		return this;
	}

	/**
	 * Sets the values of the placeholders of SQL scripts.
	 * @param placeholders the values by name
	 * @return this builder
	 */
	public MigratorBuilder placeholders(Map<String, String> placeholders) {
		this.placeholders = Map.copyOf(placeholders);
		return this;
	}

	/**
	 * Sets what keeps two migrations of the same tables from running at once.
	 * @param lockMode the mode, or {@code null}, the default, for the usual one of the
	 * database: {@link LockMode#ADVISORY}, or {@link LockMode#TABLE} on H2
	 * @return this builder
	 */
	public MigratorBuilder lockMode(@Nullable LockMode lockMode) {
		this.lockMode = lockMode;
		return this;
	}

	/**
	 * Sets how long the lease of {@link LockMode#TABLE} lasts when it is not renewed,
	 * which is how long others wait for a process that died. It is renewed three times as
	 * often while a second connection can be had, else between two statements.
	 * @param lockLease the time, a minute by default, at least a second
	 * @return this builder
	 */
	public MigratorBuilder lockLease(Duration lockLease) {
		this.lockLease = lockLease;
		return this;
	}

	/**
	 * Sets how long to wait for the migration lock.
	 * @param lockMaxWait the time, or {@code null} to wait as long as its holder lives
	 * @return this builder
	 */
	public MigratorBuilder lockMaxWait(@Nullable Duration lockMaxWait) {
		this.lockMaxWait = lockMaxWait;
		return this;
	}

	/**
	 * Sets how long a statement of a revision may wait for a lock when others queue
	 * behind it. Statements that block nobody while they wait, such as
	 * {@code CREATE INDEX CONCURRENTLY} and data changes, wait as long as it takes.
	 * @param lockTimeout the time, 5 seconds by default, zero for no limit
	 * @return this builder
	 */
	public MigratorBuilder lockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
		return this;
	}

	/**
	 * Sets how long a statement of a revision may run.
	 * @param statementTimeout the time, zero for no limit, or {@code null} for what the
	 * connection came with
	 * @return this builder
	 */
	public MigratorBuilder statementTimeout(@Nullable Duration statementTimeout) {
		this.statementTimeout = statementTimeout;
		return this;
	}

	/**
	 * Sets how long the transaction of a revision may be idle, as while a revision
	 * written in Java computes.
	 * @param idleInTransactionTimeout the time, zero for no limit, or {@code null} for
	 * what the connection came with
	 * @return this builder
	 */
	public MigratorBuilder idleInTransactionTimeout(@Nullable Duration idleInTransactionTimeout) {
		this.idleInTransactionTimeout = idleInTransactionTimeout;
		return this;
	}

	/**
	 * Sets how long the server may be silent. Where it answers at once, its connection is
	 * given up after this time. While a statement runs, another connection is asked
	 * whether the server still has the session, and the statement may take as long as it
	 * does: it is given up only when the session is gone, or when nobody has reached the
	 * server for twice this time.
	 * @param networkTimeout the time, 30 seconds by default, zero to wait for ever
	 * @return this builder
	 */
	public MigratorBuilder networkTimeout(Duration networkTimeout) {
		this.networkTimeout = networkTimeout;
		return this;
	}

	/**
	 * Sets how a revision is tried again that other sessions were in the way of.
	 * @param retry the policy, by default {@link RetryPolicy#defaults()}
	 * @return this builder
	 */
	public MigratorBuilder retry(RetryPolicy retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Sets how revisions written in Java name the constraints and indexes that they leave
	 * unnamed.
	 * @param naming the convention, that of PostgreSQL by default
	 * @return this builder
	 */
	public MigratorBuilder naming(NamingConvention naming) {
		this.naming = naming;
		return this;
	}

	/**
	 * Adds who is told of every upgrade and downgrade.
	 * @param listener a listener, told after those that were added before
	 * @return this builder
	 */
	public MigratorBuilder listener(MigrationListener listener) {
		return listener((name) -> listener);
	}

	/**
	 * Adds who is told of every upgrade and downgrade, and knows which database it is.
	 * @param listener makes a listener for the name of the database, which is
	 * {@code migrator} if it has none; told after those that were added before
	 * @return this builder
	 */
	public MigratorBuilder listener(Function<String, ? extends MigrationListener> listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Sets who takes part in every upgrade and downgrade.
	 * @param callbacks the callbacks in their order, none by default; asked for only when
	 * there is something to do
	 * @return this builder
	 */
	public MigratorBuilder callbacks(Supplier<List<MigrationCallback>> callbacks) {
		this.callbacks = callbacks;
		return this;
	}

	/**
	 * Sets how revisions are distributed over transactions.
	 * @param transaction the mode, {@link TransactionMode#PER_REVISION} by default
	 * @return this builder
	 */
	public MigratorBuilder transaction(TransactionMode transaction) {
		this.transaction = transaction;
		return this;
	}

	/**
	 * Sets what to do when a newer version of the application has migrated the database.
	 * @param onAhead the reaction, {@link MismatchPolicy#IGNORE} by default
	 * @return this builder
	 */
	public MigratorBuilder onAhead(MismatchPolicy onAhead) {
		this.onAhead = onAhead;
		return this;
	}

	/**
	 * Sets what to do when SQL scripts have been modified since they were applied. With
	 * {@link MismatchPolicy#FAIL} every script is read also when there is nothing to do.
	 * That a class has been modified, whose source only a project has, is at most warned
	 * of.
	 * @param onModified the reaction, {@link MismatchPolicy#WARN} by default
	 * @return this builder
	 */
	public MigratorBuilder onModified(MismatchPolicy onModified) {
		this.onModified = onModified;
		return this;
	}

	/**
	 * Sets whose history an upgrade takes over if the database has no version rows: the
	 * revisions that {@linkplain dev.migrate.Revision#adopts() adopt} what that history
	 * has count as applied then.
	 * @param adopt the tool, {@link AdoptMode#AUTO} by default
	 * @return this builder
	 */
	public MigratorBuilder adopt(AdoptMode adopt) {
		this.adoption = new AdoptionSettings(adopt, this.adoption.table(), this.adoption.usual(), this.adoption.lock(),
				false);
		return this;
	}

	/**
	 * Sets the table in which the other tool keeps the history that is taken over.
	 * @param table its name, in the schema that is migrated if it is without a schema, or
	 * {@code null}, the default, to find it by its columns there
	 * @return this builder
	 * @throws dev.migrate.schema.InvalidSchemaException if that is no name
	 */
	public MigratorBuilder adoptTable(@Nullable String table) {
		this.adoption = new AdoptionSettings(this.adoption.mode(), (table != null) ? ObjectName.of(table) : null,
				this.adoption.usual(), this.adoption.lock(), false);
		return this;
	}

	/**
	 * Sets what other tools themselves call the table of their history. Internal: not
	 * part of the API.
	 * @param tables the tables, which count as far as they exist
	 * @param lock the table of the lock of Liquibase, or {@code null} if they do not say
	 * @return this builder
	 */
	public MigratorBuilder otherHistories(Map<Tool, ObjectName> tables, @Nullable String lock) {
		this.adoption = new AdoptionSettings(this.adoption.mode(), this.adoption.table(), tables, lock, false);
		return this;
	}

	/**
	 * Sets where scripts on the class path are found.
	 * @param classLoader the class loader, by default the one of the current thread
	 * @return this builder
	 */
	public MigratorBuilder classLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
		return this;
	}

	/**
	 * Sets what creates the revisions written in Java.
	 * @param migrationFactory the factory; by default constructors may want a
	 * {@code JdbcClient} or {@code JdbcOperations} and nothing else
	 * @return this builder
	 */
	public MigratorBuilder migrationFactory(MigrationFactory migrationFactory) {
		return migrationFactory((dataSource) -> migrationFactory);
	}

	/**
	 * Sets what creates the revisions written in Java and has to know their database.
	 * @param migrationFactory makes the factory for the data source of the migrator
	 * @return this builder
	 */
	public MigratorBuilder migrationFactory(Function<DataSource, ? extends MigrationFactory> migrationFactory) {
		this.migrationFactory = migrationFactory;
		return this;
	}

	/**
	 * Builds the migrator. No script is read and no connection opened yet.
	 * @return the migrator
	 * @throws IllegalStateException if there is no data source
	 * @throws IllegalArgumentException if a time is out of its range
	 * @throws MigrationSchemaException if the tables cannot be called so
	 */
	public Migrator build() {
		DataSource database = this.dataSource;
		if (database == null) {
			throw new IllegalStateException("A migrator needs a database: call dataSource() before build()");
		}
		ClassLoader loader = (this.classLoader != null) ? this.classLoader : ClassUtils.getDefaultClassLoader();
		SessionSettings session = new SessionSettings(this.schema, this.createSchema, this.lockTimeout,
				this.statementTimeout, this.idleInTransactionTimeout);
		TableNames tables = new TableNames((this.versionTableSchema != null) ? this.versionTableSchema : this.schema,
				this.versionTable, this.historyTable);
		if (this.lockMode == LockMode.TABLE) {
			LeaseTable.checkNames(tables);
		}
		ProgressTable.checkNames(tables);
		return new Migrator(new MigratorSettings(this.name, database, this.locations, this.target, tables,
				this.placeholders, new LockSettings(this.lockMode, this.lockMaxWait, this.lockLease), this.onAhead,
				this.onModified, this.adoption, (loader != null) ? loader : Migrator.class.getClassLoader(),
				this.migrationFactory.apply(database), session, ResponseTimes.of(this.networkTimeout, this.lockTimeout),
				this.retry, this.transaction, this.naming, listeners(), this.callbacks, RunLog.ordinary()));
	}

	private List<MigrationListener> listeners() {
		String known = (this.name != null) ? this.name : UNNAMED;
		return this.listeners.stream().<MigrationListener>map((listener) -> listener.apply(known)).toList();
	}

}
