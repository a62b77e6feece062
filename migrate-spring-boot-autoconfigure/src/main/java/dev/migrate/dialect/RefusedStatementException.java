package dev.migrate.dialect;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a script holds a statement that a migration cannot run: what only a
 * database's own client understands, what would end the migration's transaction, or what
 * is never closed, so that its end cannot be told.
 */
public class RefusedStatementException extends MigrateException {

	private final String location;

	private final int line;

	private final @Nullable String statement;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line that the statement begins in, counted from 1
	 * @param statement the statement, shortened
	 * @param problem why it cannot be run
	 * @param action what to write instead
	 */
	public RefusedStatementException(String location, int line, String statement, String problem, String action) {
		this("'" + statement + "' " + problem, action, location, line, statement);
	}

	private RefusedStatementException(String problem, String action, String location, int line,
			@Nullable String statement) {
		super(location + ", line " + line + ": " + problem + ".", action);
		this.location = location;
		this.line = line;
		this.statement = statement;
	}

	/**
	 * Returns the exception for what is opened in a script and never closed.
	 * @param location where the script was found
	 * @param line the line of the opening, counted from 1
	 * @param what what was opened, such as {@code the quote '}
	 * @param end what would close it
	 * @return the exception
	 */
	public static RefusedStatementException unterminated(String location, int line, String what, String end) {
		return new RefusedStatementException(what + " is opened here and never closed", "Close it with " + end + ".",
				location, line, null);
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
	 * @return the statement, shortened, or {@code null} if its end is not known
	 */
	public @Nullable String getStatement() {
		return this.statement;
	}

}
