package dev.migrate.dialect.sql;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.SqlTokens;

/**
 * All names that a statement may mention, each without its qualifiers. Keywords are among
 * them.
 */
public final class MentionedNames {

	private final Set<String> names = new TreeSet<>();

	private MentionedNames() {
	}

	/**
	 * Returns what a statement may mention, in its strings, too.
	 */
	public static Set<String> of(String sql) {
		MentionedNames all = new MentionedNames();
		all.addAll(sql);
		return all.names;
	}

	/**
	 * Returns what a statement mentions outside of its strings.
	 */
	public static Set<String> outsideOfStrings(String sql) {
		MentionedNames all = new MentionedNames();
		SqlTokens tokens = new SqlTokens(sql);
		while (tokens.next()) {
			if (tokens.kind() != SqlTokens.Kind.STRING) {
				all.add(tokens);
			}
		}
		return all.names;
	}

	/**
	 * Returns what only the strings of a statement may mention, such as the body of a
	 * function.
	 */
	public static Set<String> inStrings(String sql) {
		MentionedNames all = new MentionedNames();
		SqlTokens tokens = new SqlTokens(sql);
		while (tokens.next()) {
			if (tokens.kind() == SqlTokens.Kind.STRING) {
				all.addAll(content(tokens.text()));
			}
		}
		return all.names;
	}

	private void addAll(String sql) {
		SqlTokens tokens = new SqlTokens(sql);
		while (tokens.next()) {
			if (tokens.kind() == SqlTokens.Kind.STRING) {
				addAll(content(tokens.text()));
			}
			add(tokens);
		}
	}

	private void add(SqlTokens tokens) {
		if (tokens.kind() != SqlTokens.Kind.WORD && tokens.kind() != SqlTokens.Kind.QUOTED_IDENTIFIER) {
			return;
		}
		String text = tokens.text();
		if (text.chars().filter((character) -> character == '"').count() % 2 != 0) {
			// A string that is a piece of a statement, or no statement at all.
			addAll(text.replace('"', ' '));
		}
		else {
			this.names.addAll(ObjectName.parts(text, (part) -> part.toLowerCase(Locale.ROOT)));
		}
	}

	/**
	 * Returns what is between the quotes of a string.
	 */
	public static String content(String literal) {
		if (literal.startsWith("$")) {
			int length = literal.indexOf('$', 1) + 1;
			return (literal.length() >= 2 * length) ? literal.substring(length, literal.length() - length) : "";
		}
		int start = literal.indexOf('\'') + 1;
		return literal.substring(start, Math.max(start, literal.length() - 1));
	}

}
