package dev.migrate.dialect;

import java.util.Collection;

/**
 * What a migration that is written down as a script needs besides its own statements, so
 * that the client that runs the script does what a {@link MigrationSession} does online.
 * Every method returns one statement, or several separated by semicolons, without the
 * final semicolon.
 */
public interface ScriptSession {

	/**
	 * Begins the script: sets how it is to be read, takes the migration lock and
	 * remembers the settings that a revision must not change for the next one. The script
	 * stops if another session holds the lock.
	 * @return the SQL
	 */
	String open();

	/**
	 * Stops the script unless its session holds the migration lock.
	 * @return the SQL, to be run as the first of a transaction
	 */
	String fence();

	/**
	 * Stops the script unless its session holds the migration lock and the version table
	 * has exactly the given rows.
	 * @param rows the rows that the next statements rely on, sorted
	 * @return the SQL, to be run as the first of a transaction
	 */
	String fence(Collection<String> rows);

	/**
	 * Stops the script if a condition holds.
	 * @param condition an expression
	 * @param problem what is wrong then, a sentence
	 * @param action what to do about it, a sentence
	 * @return the SQL
	 */
	String stopIf(String condition, String problem, String action);

	/**
	 * Puts back what a revision may have changed for the session.
	 * @return the SQL
	 */
	String reset();

	/**
	 * Ends the script and gives the migration lock back.
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
