package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionTexts;
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

	private final int attempts;

	private final List<String> blockers;

	RevisionFailedException(String revision, Direction direction, StatementFailure failure, @Nullable String sqlState,
			ServerError error, @Nullable RetriesExhausted exhausted, String kept, @Nullable String action) {
		super(problem(revision, direction, failure, sqlState, error, exhausted, kept),
				(action != null) ? action
						: (exhausted != null) ? """
								Run it again when they are done, end them with pg_terminate_backend(pid), or raise \
								migrate.session.lock-timeout or migrate.retry.max-attempts."""
								: "Mend the script, or what it met in the database, and run it again.",
				failure.failure());
		this.revision = revision;
		this.direction = direction;
		this.location = failure.place();
		this.line = failure.line();
		this.statement = failure.statement();
		this.sqlState = sqlState;
		this.attempts = (exhausted != null) ? exhausted.attempts() : 1;
		this.blockers = (exhausted != null) ? exhausted.blockers() : List.of();
	}

	private static String problem(String revision, Direction direction, StatementFailure failure,
			@Nullable String sqlState, ServerError error, @Nullable RetriesExhausted exhausted, String kept) {
		StringBuilder text = new StringBuilder();
		text.append("The %s of revision %s failed at %s%s:%n%n".formatted(RevisionTexts.direction(direction), revision,
				failure.place(), (failure.line() > 0) ? ", line " + failure.line() : ""));
		append(text, error.message() + ((sqlState != null) ? " [SQLSTATE " + sqlState + "]" : ""));
		append(text, (error.detail() != null) ? "Detail: " + error.detail() : null);
		append(text, (error.hint() != null) ? "Hint: " + error.hint() : null);
		if (failure.statement() != null) {
			text.append(System.lineSeparator());
			append(text, shorten(failure.statement(), error.position()));
		}
		if (exhausted != null) {
			text.append("%nOther sessions were in the way at each of %d attempts. ".formatted(exhausted.attempts()));
			text.append(exhausted.blockers().isEmpty() ? "Nobody holds a lock there any more."
					: "After the last one these held locks there:");
			text.append(System.lineSeparator());
			exhausted.blockers().forEach((blocker) -> append(text, blocker));
		}
		return text.append(System.lineSeparator()).append(kept).toString();
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

	/**
	 * Returns how often the statement, or the revision with it, was tried.
	 * @return the number, at least 1
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Returns who held the locks that the last attempt waited for in vain.
	 * @return descriptions of sessions; empty if the failure has nothing to do with locks
	 */
	public List<String> getBlockers() {
		return this.blockers;
	}

}
