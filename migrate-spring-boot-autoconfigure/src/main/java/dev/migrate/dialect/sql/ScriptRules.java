package dev.migrate.dialect.sql;

import org.jspecify.annotations.Nullable;

/**
 * What a database knows about the statements of its scripts.
 */
public interface ScriptRules {

	/**
	 * Returns why a statement is refused.
	 * @param statement one statement
	 * @return the reason, or {@code null} if it is not refused
	 */
	@Nullable Refusal refusal(String statement);

	/**
	 * Returns whether the rows that a statement reads stand below it in the script.
	 * @param statement one statement
	 * @return {@code true} if they end with a line {@code \.}
	 */
	default boolean readsRows(String statement) {
		return false;
	}

	/**
	 * Returns what backslashes in ordinary strings mean in a script that does not say.
	 * @return {@link Backslashes#UNKNOWN} if that is a setting of the database
	 */
	default Backslashes backslashes() {
		return Backslashes.LITERAL;
	}

	/**
	 * Returns what backslashes in ordinary strings mean after a statement.
	 * @param statement one statement
	 * @return their meaning, or {@code null} if the statement does not change it
	 */
	default @Nullable Backslashes backslashesAfter(String statement) {
		return null;
	}

	/**
	 * What a backslash in an ordinary string means.
	 */
	enum Backslashes {

		/**
		 * Itself.
		 */
		LITERAL,

		/**
		 * It escapes the character after it.
		 */
		ESCAPE,

		/**
		 * One or the other.
		 */
		UNKNOWN

	}

}
