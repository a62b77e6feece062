package dev.migrate.dialect;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.database.DatabaseServer;
import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.dialect.object.StoredObjects;
import dev.migrate.dialect.session.DriverConnections;
import dev.migrate.dialect.tenant.EachSchema;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.dialect.tenant.SchemaTables;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A kind of database. Implementations hold no state, except for the version of the
 * database.
 * <p>
 * The abstract methods are what revisions need to run on a database: its SQL, how its
 * scripts are split, where the tables of the tool are, its session and its errors. The
 * other methods have a default for a database that has less: without a scratch schema,
 * autogenerate refuses it; without scripts, {@code --sql} does. What it knows of the text
 * of a statement, of other databases of its server and of the connections of its driver
 * is in the interfaces that it extends. {@code H2Dialect} is the smallest example. A
 * {@link DialectProvider} makes the dialect known.
 */
public interface Dialect extends StatementAnalysis, DatabaseServer, DriverConnections {

	/**
	 * Returns the name of the database, such as {@code PostgreSQL}.
	 * @return the name
	 */
	@Override
	String name();

	/**
	 * Writes a name in the SQL of this database.
	 * @param name the name
	 * @return the name, quoted if need be
	 */
	String quote(ObjectName name);

	/**
	 * Writes an operation in the SQL of this database.
	 * @param operation the operation
	 * @return its statements in their order
	 */
	List<SqlCommand> write(Operation operation);

	/**
	 * Writes the parameters of a statement into it as literals, so that it does in a
	 * script what it does when it is sent with its parameters. What looks like a
	 * parameter inside quotes, comments and casts is none.
	 * @param command the statement
	 * @return the statement, without a final semicolon
	 * @throws dev.migrate.operations.operation.InvalidOperationException if a parameter
	 * has no value, or one that there is no literal for
	 */
	String inline(SqlCommand command);

	/**
	 * Turns the named parameters of a statement into those of JDBC. What looks like a
	 * parameter inside quotes, comments and casts is none, and a {@code ?} of the
	 * statement is an operator. A collection becomes a list of parameters.
	 * @param command the statement, with parameters
	 * @return the statement to be prepared
	 * @throws dev.migrate.operations.operation.InvalidOperationException if a parameter
	 * has no value
	 */
	PreparedSql prepare(SqlCommand command);

	/**
	 * Executes a statement as it was written: neither a question mark nor a JDBC escape
	 * has a meaning in it.
	 * @param jdbc the connection
	 * @param statement the statement
	 */
	default void execute(JdbcOperations jdbc, String statement) {
		jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			try (Statement created = connection.createStatement()) {
				created.setEscapeProcessing(false);
				return created.execute(statement);
			}
		});
	}

	/**
	 * Executes statements as they were written, none behind one that fails. They may be
	 * sent without waiting for the answer to each.
	 * @param jdbc the connection, with an open transaction
	 * @param statements the statements in their order
	 * @param completed called after each statement that has succeeded
	 */
	default void execute(JdbcOperations jdbc, List<String> statements, Runnable completed) {
		for (String statement : statements) {
			execute(jdbc, statement);
			completed.run();
		}
	}

	/**
	 * Inserts rows in the quickest way that the connection has.
	 * @param jdbc the connection
	 * @param rows the rows
	 * @throws dev.migrate.operations.operation.InvalidOperationException if a value
	 * cannot be written in SQL
	 */
	void insert(JdbcOperations jdbc, InsertedRows rows);

	/**
	 * Runs a statement of a script that reads the rows below it, as the splitter of this
	 * dialect has found it.
	 * @param jdbc the connection
	 * @param statement the statement, such as {@code COPY users FROM stdin}
	 * @param rows the rows, as they stand in the script
	 * @throws UnsupportedFeatureException if the database has no such statement
	 */
	default void copy(JdbcOperations jdbc, String statement, String rows) {
		throw new UnsupportedFeatureException(name(), Feature.ROWS_OF_SCRIPT);
	}

	/**
	 * Writes rows as INSERT statements of many rows each.
	 * @param rows the rows
	 * @return the statements, each written when it is asked for; to be iterated once
	 * @throws dev.migrate.operations.operation.InvalidOperationException while it is
	 * iterated, if a value cannot be written in SQL
	 */
	Iterable<String> insertStatements(InsertedRows rows);

	/**
	 * Returns what splits a script of this database into its statements.
	 * @return the splitter
	 */
	StatementSplitter splitter();

	/**
	 * Reads in one statement where the tables of the tool are.
	 * @param jdbc the connection
	 * @param names how they are called
	 * @return what is there
	 * @throws MigrationSchemaException if no schema is given and the connection has none
	 */
	TableLocations findTables(JdbcOperations jdbc, TableNames names);

	/**
	 * Finds out which database of which server a connection leads to, however the server
	 * is addressed.
	 * @param jdbc the connection
	 * @return a text that no other database has while its server runs, empty if the
	 * server does not tell
	 */
	default Optional<String> findDatabase(JdbcOperations jdbc) {
		return Optional.empty();
	}

	/**
	 * Creates a schema unless it exists. Several sessions may do so at once.
	 * @param jdbc the connection, without a transaction
	 * @param schema the name of the schema
	 * @throws MigrationSchemaException if the role may not create it
	 */
	default void createSchema(JdbcOperations jdbc, String schema) {
		execute(jdbc, "CREATE SCHEMA IF NOT EXISTS " + quote(new ObjectName(null, schema)));
	}

	/**
	 * Returns what reads from many schemas at once.
	 * @param jdbc the connection, without a transaction
	 * @return the reader
	 */
	default SchemaReader schemas(JdbcOperations jdbc) {
		return new EachSchema(jdbc, UnaryOperator.identity(), (schema, version, history) -> {
			TableLocations found = findTables(jdbc, new TableNames(schema, version, history));
			return new SchemaTables(found.database(), found.versionExists(), found.historyColumns());
		});
	}

	/**
	 * Returns what tells what is in the database.
	 * @param jdbc the connection, in a transaction or not
	 * @return the inspector, which reads anew each time that it is asked
	 */
	Inspector inspector(JdbcOperations jdbc);

	/**
	 * Returns the view of a connection as the session of a migration.
	 * @param jdbc the connection, without a transaction
	 * @param lock what the lock is derived from; two migrations of the same tables of the
	 * same database exclude each other
	 * @param settings the limits of the session
	 * @param mode what keeps other migrations away, one of {@link #lockModes()}
	 * @return the session
	 */
	MigrationSession session(JdbcOperations jdbc, TableLocations lock, SessionSettings settings, LockMode mode);

	/**
	 * Reads what the server said about an error.
	 * @param exception the exception of the driver
	 * @return the facts, as far as the driver tells them
	 */
	ServerError error(SQLException exception);

	/**
	 * Returns what an error means for a migration.
	 * @param exception the exception of the driver
	 * @return what it means
	 */
	default FailureKind failureKind(SQLException exception) {
		return error(exception).kind();
	}

	/**
	 * Returns what can keep two migrations of the same tables from running at once.
	 * @return the modes, first the one for whoever has not chosen
	 */
	default List<LockMode> lockModes() {
		return List.of(LockMode.TABLE, LockMode.NONE);
	}

	/**
	 * Returns how a person ends the session of another process, for messages.
	 * @return what follows a verb such as "end it", with a blank before it, such as
	 * {@code  with pg_terminate_backend(pid)}; empty if there is nothing to say
	 */
	default String endingSessions() {
		return "";
	}

	/**
	 * Writes the statement that makes the numbers of an identity column go on after those
	 * in its table, for messages.
	 * @param table the table
	 * @param column the column
	 * @return the statement
	 */
	default String restartIdentity(ObjectName table, String column) {
		return "ALTER TABLE %1$s ALTER COLUMN %2$s RESTART WITH (SELECT max(%2$s) + 1 FROM %1$s)"
			.formatted(quote(table), column);
	}

	/**
	 * Returns whether the database can refuse every write of a transaction.
	 * @return {@code true} if it knows {@code SET TRANSACTION READ ONLY}
	 */
	default boolean hasReadOnlyTransactions() {
		return false;
	}

	/**
	 * Returns whether a rolled back transaction takes its changes of the schema along.
	 * @return {@code false} if such a statement commits
	 */
	default boolean rollsBackSchemaChanges() {
		return false;
	}

	/**
	 * Returns how values of one type become values of another.
	 * @return the conversions
	 * @throws UnsupportedFeatureException if schemas cannot be compared in this database
	 */
	default Conversions conversions() {
		throw new UnsupportedFeatureException(name(), Feature.SCRATCH_SCHEMA);
	}

	/**
	 * Returns what finds out which objects depend on those that are to be changed.
	 * @param jdbc a connection with an open transaction
	 * @param defaultSchema the schema that names without one are in
	 * @return what reads the dependencies
	 * @throws UnsupportedFeatureException if schemas cannot be compared in this database
	 */
	default ObjectDependencies dependencies(JdbcOperations jdbc, String defaultSchema) {
		throw new UnsupportedFeatureException(name(), Feature.SCRATCH_SCHEMA);
	}

	/**
	 * Finds a session of another tool that is at work.
	 * @param table a table of the tool, which it changes
	 * @param lock the number of the advisory lock that the tool takes
	 * @return who holds the lock, or has changed the table in a transaction that is still
	 * open; empty if nobody does, or if the database cannot tell
	 */
	default Optional<String> otherToolAtWork(JdbcOperations jdbc, ObjectName table, long lock) {
		return Optional.empty();
	}

	/**
	 * Creates what reads the objects of a schema besides its tables.
	 * @param jdbc the connection, in a transaction
	 * @return the reader
	 * @throws UnsupportedFeatureException if the database has no scratch schemas
	 */
	default StoredObjects objects(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.SCRATCH_SCHEMA);
	}

	/**
	 * Returns what creates objects only to see what the database makes of them.
	 * @param jdbc a connection whose transaction is open and is to be rolled back
	 * @return the session
	 * @throws UnsupportedFeatureException if the database commits every change of the
	 * schema by itself
	 */
	default ScratchSession scratch(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.SCRATCH_SCHEMA);
	}

	/**
	 * Returns what tries revisions in a transaction.
	 * @param jdbc a connection whose next transaction is to be rolled back
	 * @return the session, which has not begun
	 * @throws UnsupportedFeatureException if the database commits every change of the
	 * schema by itself
	 */
	default DryRunSession dryRun(JdbcOperations jdbc) {
		throw new UnsupportedFeatureException(name(), Feature.DRY_RUN);
	}

	/**
	 * Returns what a migration needs that is written down as a script.
	 * @param tables how the tables of the tool are called; without a schema they are
	 * those that the client of the script finds by its search path
	 * @param settings the default schema and the limits of the session
	 * @return the session
	 * @throws UnsupportedFeatureException if there are no scripts for this database
	 */
	default ScriptSession script(TableNames tables, SessionSettings settings) {
		throw new UnsupportedFeatureException(name(), Feature.OFFLINE_SCRIPT);
	}

	/**
	 * Returns what a script needs that is written once for many schemas. The client says
	 * which one it is for whenever it runs the script.
	 * @param tables how the tables of the tool are called, without a schema
	 * @param settings the limits of the session, without a schema, and whether a schema
	 * is created that does not exist
	 * @return the session
	 * @throws UnsupportedFeatureException if there are no such scripts for this database
	 */
	default ScriptSession scriptForSchemas(TableNames tables, SessionSettings settings) {
		throw new UnsupportedFeatureException(name(), Feature.OFFLINE_SCRIPT);
	}

	/**
	 * Returns what a script needs besides that runs only what is not applied yet.
	 * @param tables how the tables of the tool are called, as for {@link #script}
	 * @return the parts of the script that are special to it
	 * @throws UnsupportedFeatureException if there are no scripts for this database
	 */
	default ConditionalScript conditionalScript(TableNames tables) {
		throw new UnsupportedFeatureException(name(), Feature.OFFLINE_SCRIPT);
	}

	/**
	 * Runs a script that this dialect has written, as the client that it is written for
	 * would: statement by statement, stopping at the first that fails.
	 * @param jdbc the connection, without a transaction
	 * @param script the script, idempotent or not
	 * @throws UnsupportedFeatureException if there are no scripts for this database
	 */
	default void runScript(JdbcOperations jdbc, String script) {
		throw new UnsupportedFeatureException(name(), Feature.OFFLINE_SCRIPT);
	}

	/**
	 * Finds out how rows can be updated in batches.
	 * @param jdbc the connection, with or without a transaction
	 * @param backfill what to update
	 * @return what updates a batch of them
	 * @throws dev.migrate.operations.operation.InvalidOperationException if they cannot
	 * @throws UnsupportedFeatureException if no row of this database can
	 */
	default BatchedUpdate batches(JdbcOperations jdbc, Backfill backfill) {
		throw new UnsupportedFeatureException(name(), Feature.BATCHED_UPDATE);
	}

	/**
	 * Writes the update of rows in batches as one statement that commits after each. It
	 * can be repeated if it is interrupted.
	 * @param backfill what to update
	 * @return the statement, to be run outside of a transaction
	 * @throws dev.migrate.operations.operation.InvalidOperationException if rows could be
	 * updated twice
	 * @throws UnsupportedFeatureException if the database cannot do that
	 */
	default String script(Backfill backfill) {
		throw new UnsupportedFeatureException(name(), Feature.BATCHED_UPDATE);
	}

}
