package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, index or other object of a schema, with or without the name of
 * that schema. Names are kept exactly as they are given; nothing is folded to lower case.
 *
 * @param schema the schema, or {@code null} for the first one of the search path
 * @param name the name within the schema
 */
public record ObjectName(@Nullable String schema, String name) {

	public ObjectName {
		if (schema != null) {
			InvalidSchemaException.requireName("a schema", schema);
		}
		InvalidSchemaException.requireName("an object", name);
	}

	/**
	 * Reads a name as it is written in a migration: {@code users}, {@code app.users}, or
	 * with a part in double quotes where the part itself contains a dot, as in
	 * <code>app."user.names"</code>.
	 * @param text the text
	 * @return the name
	 * @throws InvalidSchemaException if a part is empty, a quote is not closed or there
	 * are more than two parts
	 */
	public static ObjectName of(String text) {
		List<String> parts = parts(text, UnaryOperator.identity());
		return switch (parts.size()) {
			case 1 -> new ObjectName(null, parts.get(0));
			case 2 -> new ObjectName(parts.get(0), parts.get(1));
			default -> throw malformed(text);
		};
	}

	/**
	 * Returns the name of another object in the same schema as this one.
	 * @param name the name within the schema
	 * @return the name
	 */
	public ObjectName sibling(String name) {
		return new ObjectName(this.schema, name);
	}

	/**
	 * Returns the name as {@link #of} reads it: with double quotes around a part that
	 * contains a dot or a double quote.
	 * @return the text
	 */
	public String written() {
		return (this.schema != null) ? written(this.schema) + "." + written(this.name) : written(this.name);
	}

	/**
	 * Returns a part of a name as {@link #of} and {@link ColumnName#of} read it.
	 * @param part the part
	 * @return the part, in double quotes if it contains a dot or a double quote
	 */
	public static String written(String part) {
		return (part.indexOf('.') >= 0 || part.indexOf('"') >= 0) ? "\"" + part.replace("\"", "\"\"") + "\"" : part;
	}

	/**
	 * Reads the parts of a name with dots between them, where a part in double quotes may
	 * contain dots, and double quotes twice.
	 * @param text the text
	 * @param unquoted what to make of what is not in double quotes
	 * @return the parts, some of which may be empty
	 * @throws InvalidSchemaException if a quote is not closed
	 */
	public static List<String> parts(String text, UnaryOperator<String> unquoted) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
				part.append('"');
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (c == '.' && !quoted) {
				parts.add(part.toString());
				part.setLength(0);
			}
			else {
				part.append(quoted ? String.valueOf(c) : unquoted.apply(String.valueOf(c)));
			}
		}
		if (quoted) {
			throw malformed(text);
		}
		parts.add(part.toString());
		return parts;
	}

	private static InvalidSchemaException malformed(String text) {
		return new InvalidSchemaException("'%s' is not the name of an object.".formatted(text),
				"Write it as name or schema.name, with double quotes around a part that contains a dot.");
	}

	/**
	 * Returns the name for people to read; for SQL it must be quoted by a dialect.
	 */
	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
