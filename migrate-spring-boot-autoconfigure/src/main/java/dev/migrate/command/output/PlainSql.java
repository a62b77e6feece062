package dev.migrate.command.output;

import java.util.List;

/**
 * The statements of revisions, without anything that keeps versions.
 */
public final class PlainSql {

	private PlainSql() {
	}

	/**
	 * Prints the statements of a revision, for a person or a database.
	 */
	public static void print(String revision, String message, List<String> statements, Output output) {
		String title = message.lines().findFirst().orElse("");
		StringBuilder text = new StringBuilder("-- " + revision + (title.isEmpty() ? "" : ", " + title));
		statements.forEach((statement) -> text.append('\n').append(terminated(statement)));
		output.sqlData(text.append("\n\n").toString());
	}

	/**
	 * Returns a statement with what ends it.
	 */
	public static String terminated(String statement) {
		boolean endsWithRows = statement.endsWith("\n\\.");
		return endsWithRows ? statement : statement + ";";
	}

}
