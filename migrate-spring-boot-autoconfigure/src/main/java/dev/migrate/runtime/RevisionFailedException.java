package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a statement of a revision fails. The database stays at the last revision
 * that was completed.
 */
public class RevisionFailedException extends MigrateException {

	private static final int LONGEST_STATEMENT = 500;

	private final String revision;

	private final Direction direction;

	private final String location;

	private final int line;

	private final @Nullable String statement;

	private final @Nullable String sqlState;

	RevisionFailedException(String revision, Direction direction, StatementFailure failure, @Nullable String sqlState,
			ServerError error, List<String> rows, String kept) {
		super(problem(revision, direction, failure, sqlState, error, rows, kept),
				"Mend the script, or what it met in the database, and run it again.", failure.failure());
		this.revision = revision;
		this.direction = direction;
		this.location = failure.place();
		this.line = failure.line();
		this.statement = failure.statement();
		this.sqlState = sqlState;
	}

	private static String problem(String revision, Direction direction, StatementFailure failure,
			@Nullable String sqlState, ServerError error, List<String> rows, String kept) {
		StringBuilder text = new StringBuilder();
		text.append("The %s of revision %s failed at %s%s:%n%n".formatted(
				(direction == Direction.UPGRADE) ? "upgrade" : "downgrade", revision, failure.place(),
				(failure.line() > 0) ? ", line " + failure.line() : ""));
		append(text, error.message() + ((sqlState != null) ? " [SQLSTATE " + sqlState + "]" : ""));
		append(text, (error.detail() != null) ? "Detail: " + error.detail() : null);
		append(text, (error.hint() != null) ? "Hint: " + error.hint() : null);
		if (failure.statement() != null) {
			text.append(System.lineSeparator());
			append(text, shorten(failure.statement(), error.position()));
		}
		text.append("%nThe database is at %s. %s".formatted(rows.isEmpty() ? "base" : String.join(", ", rows), kept));
		return text.toString();
	}

	private static void append(StringBuilder text, @Nullable String lines) {
		if (lines != null) {
			lines.lines().forEach((line) -> text.append("    ").append(line).append(System.lineSeparator()));
		}
	}

	/**
	 * Cuts a long statement so that the position of the error stays in sight.
	 */
	private static String shorten(String statement, int position) {
		if (statement.length() <= LONGEST_STATEMENT) {
			return statement;
		}
		int start = Math.max(0, Math.min(position, statement.length()) - LONGEST_STATEMENT / 2);
		int end = Math.min(statement.length(), start + LONGEST_STATEMENT);
		return ((start > 0) ? "…" : "") + statement.substring(start, end) + ((end < statement.length()) ? "…" : "");
	}

	public String getRevision() {
		return this.revision;
	}

	public Direction getDirection() {
		return this.direction;
	}

	/**
	 * Returns the file of the statement.
	 * @return the location of the script
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the mistake.
	 * @return the line, counted from 1, or 0 if it is not known
	 */
	public int getLine() {
		return this.line;
	}

	/**
	 * Returns the statement that failed.
	 * @return the whole statement, or {@code null} if what failed was no statement
	 */
	public @Nullable String getStatement() {
		return this.statement;
	}

	/**
	 * Returns the SQLSTATE that the server answered with.
	 * @return the state, or {@code null} if what failed was no statement
	 */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
