package dev.migrate.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * What a migration that is written down as a script needs besides its own statements, so
 * that the client that runs the script does what a {@link MigrationSession} does online.
 * Every method returns one statement, or several separated by semicolons, without the
 * final semicolon.
 */
public interface ScriptSession {

	/**
	 * Returns what the client is told and asked before anything else.
	 * @return whole lines, none if the script is for any client
	 */
	default String client() {
		return "";
	}

	/**
	 * Begins the script: sets how it is to be read, takes the migration lock and
	 * remembers what a revision must not change for the next one. The script stops if
	 * another session holds the lock.
	 * @param statements the statements of the revisions, for what their text alone tells
	 * of what they change in the session
	 * @return the SQL
	 */
	String open(Collection<String> statements);

	/**
	 * Stops the script unless the tables of the tool are in the schema that the client
	 * has named, so that those of another schema of the search path are never meant.
	 * @return the SQL, empty if the script names their schema or means any
	 */
	default Optional<String> requireTables() {
		return Optional.empty();
	}

	/**
	 * Sets the limits of a transaction and stops the script unless its session holds the
	 * migration lock.
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 * @return the SQL, to be run as the first of a transaction
	 */
	String fence(LockWait lockWait);

	/**
	 * Sets the limits of a transaction and stops the script unless its session holds the
	 * migration lock and the version table has exactly the given rows.
	 * @param rows the rows that the next statements rely on, sorted
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 * @return the SQL, to be run as the first of a transaction
	 */
	String fence(Collection<String> rows, LockWait lockWait);

	/**
	 * Called before a statement of a revision is written, for what its text tells of the
	 * limits that it sets itself.
	 * @param statement the statement
	 */
	default void watch(String statement) {
	}

	/**
	 * Changes for the rest of the transaction how long its statements may wait.
	 * @param lockWait how long
	 * @return the SQL, empty if the revision has set that itself for its session
	 */
	String limitTransaction(LockWait lockWait);

	/**
	 * Sets the limits of the statements that follow outside of a transaction.
	 * @param lockWait how long they may wait for a lock
	 * @return the SQL, empty if the revision has set them itself
	 */
	String limitStatements(LockWait lockWait);

	/**
	 * Removes what an earlier attempt at a statement, which is about to run outside of a
	 * transaction, may have left.
	 * @param statement the statement
	 * @return the SQL, empty if it leaves nothing
	 */
	Optional<String> dropLeftovers(String statement);

	/**
	 * Stops the script unless a statement, which has run outside of a transaction, is
	 * complete.
	 * @param statement the statement
	 * @return the SQL, empty if it always is
	 */
	Optional<String> verify(String statement);

	/**
	 * Stops the script if a condition holds.
	 * @param condition an expression
	 * @param problem what is wrong then, a sentence
	 * @param action what to do about it, a sentence
	 * @return the SQL
	 */
	String stopIf(String condition, String problem, String action);

	/**
	 * Runs statements unless a table has certain columns.
	 * @param table the table, which exists
	 * @param columns the names of the columns
	 * @param statements the statements, at least one, without semicolons
	 * @return the SQL
	 */
	String unlessColumns(ObjectName table, List<String> columns, List<String> statements);

	/**
	 * Puts back all that a revision has changed in the session.
	 * @return the SQL, to be run in the last transaction of the revision
	 */
	String reset();

	/**
	 * Puts back, in the middle of a revision, the search path and the role, which the
	 * tool's own statements depend on.
	 * @return the SQL
	 */
	String resetRole();

	/**
	 * Ends the script: puts the settings back and gives the migration lock back.
	 * @return the SQL
	 */
	String close();

	/**
	 * Returns the time that has passed on the clock of the server.
	 * @param since an expression for the time to count from
	 * @return an expression for the milliseconds, rounded
	 */
	SqlExpression millisecondsSince(String since);

}
