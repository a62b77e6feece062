package dev.migrate.dialect.sql;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of {@code psql}, each with what to write in its place.
 */
final class ClientCommands {

	private static final String PROBLEM = "is a command of psql and no SQL";

	private static final String REMOVE = "Remove it: it changes nothing in the database.";

	private static final String INCLUDE = "Write the content of that file here, or into a revision of its own.";

	private static final String CONNECT = "Remove it: a revision runs in the database of the application, and another"
			+ " database has revisions of its own.";

	private static final String VARIABLE = "Write ${name}, whose value is the property migrate.placeholders.name, or"
			+ " remove it.";

	private static final String CONDITION = "Write a DO block with IF, or a Java revision with op.inspect().";

	private static final Pattern NAME = Pattern.compile("\\\\(?<name>[A-Za-z_]+|.)", Pattern.DOTALL);

	private static final Map<String, String> ACTIONS = Map.ofEntries(Map.entry("c", CONNECT),
			Map.entry("connect", CONNECT), Map.entry("i", INCLUDE), Map.entry("include", INCLUDE),
			Map.entry("ir", INCLUDE), Map.entry("include_relative", INCLUDE), Map.entry("set", VARIABLE),
			Map.entry("unset", VARIABLE), Map.entry("prompt", VARIABLE), Map.entry("getenv", VARIABLE),
			Map.entry("gset", VARIABLE), Map.entry("if", CONDITION), Map.entry("elif", CONDITION),
			Map.entry("else", CONDITION), Map.entry("endif", CONDITION),
			Map.entry("copy", "Write COPY … FROM stdin with the rows below it and a line \\. after them."),
			Map.entry(".", "It ends the rows below COPY … FROM stdin, and there are none here. Remove it."),
			Map.entry("gexec", "Write a DO block that runs the text of each row with EXECUTE."),
			Map.entry("g", "End the statement with a semicolon."),
			Map.entry("gx", "End the statement with a semicolon."),
			Map.entry("encoding", "Remove it: a script is encoded in UTF-8."), Map.entry("echo", REMOVE),
			Map.entry("qecho", REMOVE), Map.entry("warn", REMOVE), Map.entry("timing", REMOVE),
			Map.entry("pset", REMOVE), Map.entry("x", REMOVE), Map.entry("t", REMOVE), Map.entry("a", REMOVE),
			Map.entry("o", REMOVE), Map.entry("out", REMOVE), Map.entry("q", REMOVE), Map.entry("quit", REMOVE),
			Map.entry("watch", REMOVE), Map.entry("errverbose", REMOVE));

	private static final String OTHERWISE = "Write the SQL statement that it stands for, or remove it.";

	private ClientCommands() {
	}

	/**
	 * Returns whether a line is one that {@code pg_dump} writes around a dump, and that
	 * means nothing in the database.
	 */
	static boolean isPassedOver(String command) {
		return command.matches("(?s)\\\\(un)?restrict\\b.*");
	}

	/**
	 * Returns why a command is refused.
	 * @param command the command up to the end of its line
	 * @param betweenStatements whether a statement ends before it
	 */
	static Refusal refusal(String command, boolean betweenStatements) {
		Matcher matcher = NAME.matcher(command);
		String name = matcher.lookingAt() ? matcher.group("name").toLowerCase(Locale.ROOT) : "";
		String action = ACTIONS.getOrDefault(name, OTHERWISE);
		return new Refusal(PROBLEM, betweenStatements ? action : action
				+ " If it is part of a string, double the quote before it in place of \\', or write" + " E'…'.");
	}

}
