package dev.migrate.runtime;

import java.util.Map;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.InvalidOperationException;

/**
 * A statement of a revision.
 *
 * @param command what is sent
 * @param shown the text without secrets, for messages
 */
record RevisionStatement(SqlCommand command, Supplier<String> shown) {

	/**
	 * Returns a statement without parameters.
	 * @param sql the statement
	 * @param shown the text without secrets
	 * @return the statement
	 */
	static RevisionStatement of(String sql, Supplier<String> shown) {
		return new RevisionStatement(new SqlCommand(sql, Map.of()), shown);
	}

	/**
	 * Returns the statement with its parameters as they are sent.
	 * @return the text
	 */
	String sql() {
		return this.command.sql();
	}

	/**
	 * Returns whether it goes on from where it was when its session ended.
	 * @return {@code true} for what notes how far it is
	 */
	boolean isResumable() {
		return this.command.backfill() != null;
	}

	/**
	 * Returns what two statements have in common only if they do the same.
	 * @param dialect the dialect of the statement
	 * @return a text that contains the values of the parameters
	 */
	String identity(Dialect dialect) {
		try {
			return dialect.inline(this.command);
		}
		catch (InvalidOperationException ex) {
			// A value that has no literal: one without a text of its own differs each
			// time, which stops a run that would pass over it.
			return this.command.sql() + this.command.parameters();
		}
	}

}
