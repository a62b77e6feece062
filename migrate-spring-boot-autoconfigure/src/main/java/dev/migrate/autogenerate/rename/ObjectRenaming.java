package dev.migrate.autogenerate.rename;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Renaming;

/**
 * Gives objects other names or puts them into other schemas, wherever types and
 * expressions refer to them, too.
 */
public final class ObjectRenaming implements Renaming {

	private final UnaryOperator<ObjectName> names;

	/**
	 * How a reference in an expression begins, and how it is to begin.
	 */
	private final Map<String, String> references;

	private ObjectRenaming(UnaryOperator<ObjectName> names, Map<String, String> references) {
		this.names = names;
		this.references = references;
	}

	/**
	 * Puts certain objects into other schemas, and leaves whatever else they refer to
	 * where it is.
	 * @param objects the objects
	 * @param schemas the other schema of each schema
	 * @param dialect how expressions are written
	 */
	public static ObjectRenaming of(Set<ObjectName> objects, Map<String, String> schemas, Dialect dialect) {
		Map<ObjectName, ObjectName> names = new LinkedHashMap<>();
		objects.forEach(
				(name) -> names.put(name, new ObjectName(schemas.get(String.valueOf(name.schema())), name.name())));
		return of(names, dialect);
	}

	/**
	 * Gives certain objects other names, and leaves whatever else they refer to as it is.
	 * @param objects the other name of each object
	 * @param dialect how expressions are written
	 */
	public static ObjectRenaming of(Map<ObjectName, ObjectName> objects, Dialect dialect) {
		Map<String, String> references = new LinkedHashMap<>();
		objects.forEach((from, to) -> references.put(dialect.quote(from), dialect.quote(to)));
		return new ObjectRenaming((name) -> objects.getOrDefault(name, name), references);
	}

	/**
	 * Puts everything that is in certain schemas into others.
	 * @param schemas the other schema of each schema
	 * @param dialect how expressions are written
	 */
	public static ObjectRenaming all(Map<String, String> schemas, Dialect dialect) {
		Map<String, String> references = new LinkedHashMap<>();
		schemas.forEach((from, to) -> references.put(prefix(from, dialect), prefix(to, dialect)));
		return new ObjectRenaming((name) -> {
			String schema = (name.schema() != null) ? schemas.get(name.schema()) : null;
			return (schema != null) ? new ObjectName(schema, name.name()) : name;
		}, references);
	}

	/**
	 * Leaves the schema out of the names of whatever is in it.
	 * @param schema the schema
	 * @param dialect how expressions are written
	 */
	public static ObjectRenaming without(String schema, Dialect dialect) {
		return new ObjectRenaming((name) -> schema.equals(name.schema()) ? new ObjectName(null, name.name()) : name,
				Map.of(prefix(schema, dialect), ""));
	}

	private static String prefix(String schema, Dialect dialect) {
		return dialect.quote(new ObjectName(null, schema)) + ".";
	}

	@Override
	public ObjectName object(ObjectName name) {
		return this.names.apply(name);
	}

	@Override
	public String expression(String sql) {
		String renamed = sql;
		for (Map.Entry<String, String> reference : this.references.entrySet()) {
			renamed = replace(renamed, reference.getKey(), reference.getValue());
		}
		return renamed;
	}

	/**
	 * Replaces the beginning of a qualified name, but not the end of a longer one.
	 */
	private static String replace(String text, String from, String to) {
		StringBuilder replaced = new StringBuilder();
		int start = 0;
		for (int i = text.indexOf(from); i >= 0; i = text.indexOf(from, i + from.length())) {
			int end = i + from.length();
			boolean whole = from.endsWith(".") || end == text.length() || !isPartOfName(text.charAt(end));
			if (whole && (i == 0 || !isPartOfName(text.charAt(i - 1)))) {
				replaced.append(text, start, i).append(to);
				start = i + from.length();
			}
		}
		return replaced.append(text, start, text.length()).toString();
	}

	private static boolean isPartOfName(char c) {
		return Character.isLetterOrDigit(c) || "_$.\"".indexOf(c) >= 0;
	}

}
