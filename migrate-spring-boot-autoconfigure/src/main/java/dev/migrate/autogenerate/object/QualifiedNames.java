package dev.migrate.autogenerate.object;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.sql.MentionedNames;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.sql.SqlTokens;

/**
 * Puts certain objects that statements name with their schemas into other schemas.
 */
final class QualifiedNames {

	private final Map<String, String> schemas;

	private final Set<ObjectName> objects;

	/**
	 * Creates it.
	 * @param schemas the other schema of each schema
	 * @param objects the objects
	 */
	QualifiedNames(Map<String, String> schemas, Set<ObjectName> objects) {
		this.schemas = schemas;
		this.objects = Set.copyOf(objects);
	}

	/**
	 * Returns a statement with other schemas, but what is in its strings as it is.
	 */
	String in(String sql) {
		return in(sql, false);
	}

	/**
	 * Returns a statement with other schemas in the bodies of its functions, too, and in
	 * the search path that they run with.
	 */
	String inBodies(String sql) {
		return in(sql, true);
	}

	private String in(String sql, boolean bodies) {
		StringBuilder result = new StringBuilder();
		int copied = 0;
		SqlTokens tokens = new SqlTokens(sql);
		boolean qualified = false;
		boolean path = false;
		boolean more = tokens.next();
		while (more) {
			int start = tokens.start();
			int end = tokens.end();
			SqlTokens.Kind kind = tokens.kind();
			String text = tokens.text();
			boolean dot = tokens.is('.');
			boolean continued = tokens.is(',') || tokens.is('=') || tokens.is("TO");
			more = tokens.next();
			String replacement = null;
			if (kind == SqlTokens.Kind.STRING && bodies) {
				String content = MentionedNames.content(text);
				int at = text.indexOf(content);
				replacement = path ? "'" + searched(content) + "'"
						: text.substring(0, at) + in(content, true) + text.substring(at + content.length());
			}
			else if (isName(kind) && path && bodies) {
				replacement = searched(name(text), text);
			}
			else if (isName(kind) && !qualified && more && tokens.is('.') && this.schemas.containsKey(name(text))) {
				SqlTokens rest = new SqlTokens(sql);
				rest.skipTo(tokens.end());
				if (rest.next() && isName(rest.kind())
						&& this.objects.contains(new ObjectName(name(text), name(rest.text())))) {
					replacement = quote(searched(name(text)));
				}
			}
			if (replacement != null) {
				result.append(sql, copied, start).append(replacement);
				copied = end;
			}
			path = (isName(kind) && text.equalsIgnoreCase("search_path")) || (path
					&& (continued || (more && tokens.is(',') && (isName(kind) || kind == SqlTokens.Kind.STRING))));
			qualified = dot;
		}
		return result.append(sql.substring(copied)).toString();
	}

	private String searched(String schema) {
		return this.schemas.getOrDefault(schema, schema);
	}

	private String searched(String schema, String text) {
		String other = this.schemas.get(schema);
		return (other != null) ? quote(other) + ", " + text : text;
	}

	private static boolean isName(SqlTokens.Kind kind) {
		return kind == SqlTokens.Kind.WORD || kind == SqlTokens.Kind.QUOTED_IDENTIFIER;
	}

	private static String name(String text) {
		return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
				: text.toLowerCase(Locale.ROOT);
	}

	private static String quote(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

}
