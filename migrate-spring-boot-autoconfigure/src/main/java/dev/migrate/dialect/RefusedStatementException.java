package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when a script holds a statement that a migration cannot run: what only a
 * database's own client understands, or what would end the migration's transaction.
 */
public class RefusedStatementException extends MigrateException {

	private final String location;

	private final int line;

	private final String statement;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line that the statement begins in, counted from 1
	 * @param statement the statement, shortened
	 * @param problem why it cannot be run
	 * @param action what to write instead
	 */
	public RefusedStatementException(String location, int line, String statement, String problem, String action) {
		super(location + ", line " + line + ": '" + statement + "' " + problem + ".", action);
		this.location = location;
		this.line = line;
		this.statement = statement;
	}

	/**
	 * Returns where the script was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line that the statement begins in.
	 * @return the line, counted from 1
	 */
	public int getLine() {
		return this.line;
	}

	/**
	 * Returns the statement.
	 * @return the statement, shortened
	 */
	public String getStatement() {
		return this.statement;
	}

}
