package dev.migrate.dialect.postgresql.sql;

import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.schema.ObjectName;

/**
 * Quotes identifiers where PostgreSQL needs it: whatever is not a lower-case word, and
 * the words that are reserved or that can only name a function or a type.
 */
public final class PostgresqlIdentifiers {

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	// SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T'), versions 14 to 18
	private static final Set<String> RESERVED = Set.of("all", "analyse", "analyze", "and", "any", "array", "as", "asc",
			"asymmetric", "authorization", "binary", "both", "case", "cast", "check", "collate", "collation", "column",
			"concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
			"current_schema", "current_time", "current_timestamp", "current_user", "default", "deferrable", "desc",
			"distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "freeze", "from", "full",
			"grant", "group", "having", "ilike", "in", "initially", "inner", "intersect", "into", "is", "isnull",
			"join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "natural", "not",
			"notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing", "primary",
			"references", "returning", "right", "select", "session_user", "similar", "some", "symmetric", "system_user",
			"table", "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using", "variadic",
			"verbose", "when", "where", "window", "with");

	private PostgresqlIdentifiers() {
	}

	public static String quote(String name) {
		if (PLAIN.matcher(name).matches() && !RESERVED.contains(name)) {
			return name;
		}
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	public static String quote(ObjectName name) {
		return (name.schema() != null) ? quote(name.schema()) + "." + quote(name.name()) : quote(name.name());
	}

	static Set<String> reserved() {
		return RESERVED;
	}

}
