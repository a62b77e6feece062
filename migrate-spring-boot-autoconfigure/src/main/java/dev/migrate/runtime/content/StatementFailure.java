package dev.migrate.runtime.content;

import java.util.function.UnaryOperator;

import dev.migrate.dialect.ServerError;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.text.MaskedException;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a revision that failed, and where it stands.
 */
public final class StatementFailure extends RunFailure {

	private final String place;

	private final int line;

	private final @Nullable String statement;

	private final Throwable failure;

	private final UnaryOperator<String> mask;

	/**
	 * Creates a failure.
	 * @param place the file
	 * @param line the line of the file, or 0 if not known
	 * @param statement the statement, or {@code null} if not known
	 * @param failure what was thrown
	 */
	public StatementFailure(String place, int line, @Nullable String statement, Throwable failure) {
		this(place, line, statement, failure, UnaryOperator.identity());
	}

	/**
	 * Creates a failure of a statement that may hold secrets.
	 * @param place the file
	 * @param line the line of the file, or 0 if not known
	 * @param statement the statement, or {@code null} if not known
	 * @param failure what was thrown
	 * @param mask takes the secrets out of a text
	 */
	public StatementFailure(String place, int line, @Nullable String statement, Throwable failure,
			UnaryOperator<String> mask) {
		super(failure);
		this.mask = mask;
		this.place = place;
		this.line = line;
		this.statement = (statement != null) ? mask.apply(statement) : null;
		this.failure = failure;
	}

	public String place() {
		return this.place;
	}

	public int line() {
		return this.line;
	}

	public @Nullable String statement() {
		return this.statement;
	}

	/**
	 * Takes the secrets out of what the server said.
	 * @param error what the server said
	 * @return what can be shown
	 */
	public ServerError mask(ServerError error) {
		return new ServerError(error.kind(), this.mask.apply(error.message()), masked(error.detail()),
				masked(error.hint()), error.position(), error.row(), error.table());
	}

	/**
	 * Takes the secrets out of what was thrown.
	 * @param thrown this failure, or what it is the cause of
	 * @return what can be shown, with its causes
	 */
	public Throwable mask(Throwable thrown) {
		return MaskedException.of(thrown, this.mask);
	}

	private @Nullable String masked(@Nullable String text) {
		return (text != null) ? this.mask.apply(text) : null;
	}

	public Throwable failure() {
		return this.failure;
	}

}
