package dev.migrate.dialect.postgresql.dump;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * The names of scratch schemas in place of those of the schemas of a database. What an
 * extension has in a schema stays there.
 */
final class ScratchNames {

	private final String prefix = "migrate_scratch_"
			+ HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "_";

	private final Map<String, String> scratch = new LinkedHashMap<>();

	private final Map<String, String> written = new LinkedHashMap<>();

	private final Set<String> ofExtensions;

	/**
	 * Creates the names.
	 * @param schemas the schemas, each with how the server writes its name
	 * @param ofExtensions the names of what extensions have, each after its schema and a
	 * point
	 */
	ScratchNames(Map<String, String> schemas, Set<String> ofExtensions) {
		this.ofExtensions = ofExtensions;
		schemas.forEach((schema, quoted) -> {
			String name = this.prefix + this.scratch.size() + "_";
			this.scratch.put(schema, name);
			this.written.put(name, quoted);
		});
	}

	String of(String schema) {
		return this.scratch.getOrDefault(schema, schema);
	}

	ObjectName of(ObjectName name) {
		return new ObjectName(of(String.valueOf(name.schema())), name.name());
	}

	/**
	 * Writes a statement with the scratch schemas. The bodies of functions, which are not
	 * checked, and the values of rows stay as they are.
	 */
	String replace(String sql) {
		List<Token> tokens = tokens(sql);
		StringBuilder replaced = new StringBuilder();
		int copied = 0;
		for (int i = 0; i < tokens.size(); i++) {
			String text = replacement(tokens, i);
			if (text != null) {
				replaced.append(sql, copied, tokens.get(i).start()).append(text);
				copied = tokens.get(i).end();
			}
		}
		return replaced.append(sql, copied, sql.length()).toString();
	}

	private static List<Token> tokens(String sql) {
		List<Token> tokens = new ArrayList<>();
		SqlTokens read = new SqlTokens(sql);
		while (read.next()) {
			tokens.add(new Token(read.kind(), read.text(), read.start(), read.end()));
		}
		return tokens;
	}

	private @Nullable String replacement(List<Token> tokens, int index) {
		Token token = tokens.get(index);
		if (token.kind() == SqlTokens.Kind.STRING) {
			return tokens.get(0).text().equals("INSERT") ? null : inString(token.text());
		}
		String name = token.name();
		if (name == null || !this.scratch.containsKey(name)) {
			return null;
		}
		if (index > 0 && tokens.get(index - 1).text().equalsIgnoreCase("SCHEMA")) {
			return of(name);
		}
		if (index + 2 >= tokens.size() || !tokens.get(index + 1).text().equals(".")
				|| (index > 0 && tokens.get(index - 1).text().equals("."))) {
			return null;
		}
		Token part = tokens.get(index + 2);
		String object = (part.name() != null) ? part.name() : part.text();
		return this.ofExtensions.contains(name + "." + object) ? null : of(name);
	}

	/**
	 * A name in a string, as that of a sequence, begins with its schema.
	 */
	private @Nullable String inString(String text) {
		for (Map.Entry<String, String> schema : this.scratch.entrySet()) {
			for (String start : List.of(schema.getKey() + ".", this.written.get(schema.getValue()) + ".")) {
				String quoted = "'" + start.replace("'", "''");
				if (text.startsWith(quoted)) {
					return "'" + schema.getValue() + "." + text.substring(quoted.length());
				}
			}
		}
		return null;
	}

	boolean isIn(String text) {
		return text.contains(this.prefix);
	}

	/**
	 * Writes a text of the server with the names that the schemas have.
	 */
	String restore(String text) {
		String restored = text;
		for (Map.Entry<String, String> name : this.written.entrySet()) {
			restored = restored.replace(name.getKey(), name.getValue());
		}
		return restored;
	}

	/**
	 * A token of a statement.
	 */
	private record Token(SqlTokens.Kind kind, String text, int start, int end) {

		/**
		 * Returns what a name means that the server has written.
		 */
		@Nullable String name() {
			return switch (this.kind) {
				case WORD -> this.text;
				case QUOTED_IDENTIFIER -> this.text.substring(1, this.text.length() - 1).replace("\"\"", "\"");
				default -> null;
			};
		}

	}

}
