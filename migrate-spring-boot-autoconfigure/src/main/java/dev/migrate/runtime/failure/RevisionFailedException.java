package dev.migrate.runtime.failure;

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

	/**
	 * Creates an exception.
	 * @param revision the id of the revision
	 * @param direction what was being done to it
	 * @param failed the statement, and what the server said
	 * @param attempts how often it was tried while others were in the way, or 0 if nobody
	 * was
	 * @param blockers who held the locks after the last attempt
	 * @param kept what stays in the database
	 * @param action what to do about it
	 * @param cause the cause
	 */
	public RevisionFailedException(String revision, Direction direction, FailedStatement failed, int attempts,
			List<String> blockers, String kept, String action, Throwable cause) {
		super(problem(revision, direction, failed, attempts, blockers, kept), action, cause);
		this.revision = revision;
		this.direction = direction;
		this.location = failed.location();
		this.line = failed.line();
		this.statement = failed.statement();
		this.sqlState = failed.sqlState();
		this.attempts = Math.max(attempts, 1);
		this.blockers = List.copyOf(blockers);
	}

	private static String problem(String revision, Direction direction, FailedStatement failed, int attempts,
			List<String> blockers, String kept) {
		StringBuilder text = new StringBuilder();
		text.append("The %s of revision %s failed at %s%s:%n%n".formatted(RevisionTexts.direction(direction), revision,
				failed.location(), (failed.line() > 0) ? ", line " + failed.line() : ""));
		ServerError error = failed.error();
		append(text, error.message() + ((failed.sqlState() != null) ? " [SQLSTATE " + failed.sqlState() + "]" : ""));
		append(text, (error.detail() != null) ? "Detail: " + error.detail() : null);
		append(text, (error.hint() != null) ? "Hint: " + error.hint() : null);
		if (failed.statement() != null) {
			text.append(System.lineSeparator());
			append(text, shorten(failed.statement(), error.position()));
		}
		if (attempts > 0) {
			text.append("%nOther sessions were in the way at each of %d attempts. ".formatted(attempts));
			text.append(blockers.isEmpty() ? "Nobody holds a lock there any more."
					: "After the last one these held locks there:");
			text.append(System.lineSeparator());
			blockers.forEach((blocker) -> append(text, blocker));
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
