package dev.migrate.dialect.postgresql.sql;

import java.util.Locale;
import java.util.Set;

import dev.migrate.dialect.sql.Refusal;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows the <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>
 * statements that move rows between the server and its client. Those of files and
 * programs are for the server alone.
 */
public final class CopyStatements {

	private static final Refusal TO_CLIENT = new Refusal("sends rows to a client, and a migration reads none",
			"Remove it, or write the rows into a table, or with COPY … TO '/path' into a file of the server.");

	private static final Refusal BINARY = new Refusal("reads binary rows, which a script cannot contain",
			"Write the rows in the text or the CSV format.");

	private static final Refusal ENCODING = new Refusal("names an encoding, and a script is encoded in UTF-8",
			"Save the rows in UTF-8 and remove ENCODING.");

	private static final Set<String> UTF8 = Set.of("utf8", "utf-8", "unicode");

	private CopyStatements() {
	}

	/**
	 * Returns whether a statement reads rows from its client.
	 * @param statement one statement
	 * @return {@code true} for {@code COPY … FROM stdin}
	 */
	public static boolean readsRows(String statement) {
		return client(statement, "FROM") != null;
	}

	/**
	 * Returns why a statement cannot be part of a script, although others like it can.
	 */
	static @Nullable Refusal refusal(String statement) {
		if (client(statement, "TO") != null) {
			return TO_CLIENT;
		}
		Keywords options = client(statement, "FROM");
		if (options == null) {
			return null;
		}
		options.accept("WITH");
		if (options.accept("BINARY") || new Keywords(statement).accept("COPY", "BINARY") || isBinary(statement)) {
			return BINARY;
		}
		return namesEncoding(statement) ? ENCODING : null;
	}

	/**
	 * Reads a statement up to its options.
	 */
	private static @Nullable Keywords client(String statement, String direction) {
		Keywords keywords = new Keywords(statement);
		if (!keywords.accept("COPY")) {
			return null;
		}
		keywords.accept("BINARY");
		if (!keywords.acceptParentheses()) {
			keywords.name();
			keywords.acceptParentheses();
		}
		return (keywords.accept(direction) && keywords.acceptOneOf("STDIN", "STDOUT")) ? keywords : null;
	}

	private static boolean isBinary(String statement) {
		Keywords keywords = new Keywords(statement);
		while (keywords.find("FORMAT")) {
			if (keywords.accept("BINARY") || "binary".equalsIgnoreCase(keywords.literal())) {
				return true;
			}
		}
		return false;
	}

	private static boolean namesEncoding(String statement) {
		Keywords keywords = new Keywords(statement);
		while (keywords.find("ENCODING")) {
			String encoding = keywords.literal();
			if (encoding != null && !UTF8.contains(encoding.toLowerCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

}
