package dev.migrate.dialect;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Splits a script into its statements, by the lexical rules of a database.
 */
public interface StatementSplitter {

	/**
	 * Splits a script.
	 * @param script the text, its lines ended by <code>\n</code>
	 * @param location what to call the script in exceptions
	 * @param lineInFile turns a line of the text, counted from 1, into the line to report
	 * @return the statements in their order, none of them empty
	 * @throws RefusedStatementException if a statement cannot be run from a script, or if
	 * a quote, a comment or a bracket is never closed
	 */
	List<SqlStatement> split(String script, String location, IntUnaryOperator lineInFile);

	/**
	 * Splits a script that is a whole file.
	 * @param script the text, its lines ended by <code>\n</code>
	 * @param location what to call the script in exceptions
	 * @return the statements in their order, none of them empty
	 * @throws RefusedStatementException if a statement cannot be run from a script, or if
	 * a quote, a comment or a bracket is never closed
	 */
	default List<SqlStatement> split(String script, String location) {
		return split(script, location, IntUnaryOperator.identity());
	}

	/**
	 * Splits a script that was written for another tool, and may begin and end
	 * transactions by itself.
	 * @param script the text, its lines ended by <code>\n</code>
	 * @param location what to call the script in exceptions
	 * @return the statements in their order, those that begin or end a transaction
	 * included
	 * @throws RefusedStatementException as {@link #split(String, String)} does
	 */
	List<Part> parts(String script, String location);

	/**
	 * Returns whether what is appended to a script becomes a part of its last statement,
	 * because no semicolon ends that.
	 * @param script the text, its lines ended by <code>\n</code>
	 * @param location what to call the script in exceptions
	 * @return whether the last statement is not ended
	 * @throws RefusedStatementException as {@link #split(String, String)} does
	 */
	default boolean isOpen(String script, String location) {
		int statements = split(script, location).size();
		return statements > 0 && split(script + "\nSELECT 1", location).size() == statements;
	}

	/**
	 * Brings a script into a form that only changes when a token of it changes: comments,
	 * indentation, line breaks and empty statements make no difference, blanks inside of
	 * quotes do. It is made to be compared, not to be run, and fails for no script.
	 * @param script the text
	 * @return the normal form
	 * @see ScriptChecksum
	 */
	String normalize(String script);

	/**
	 * A statement in its place.
	 *
	 * @param statement the statement
	 * @param start the position of its first character
	 * @param end the position behind its semicolon and the rows that it reads
	 * @param controlsTransaction whether it begins or ends a transaction, which a
	 * migration cannot do
	 */
	record Part(SqlStatement statement, int start, int end, boolean controlsTransaction) {
	}

}
