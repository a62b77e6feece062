package dev.migrate.dialect.h2;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * How a database stores the names that migrations and the application write. A lower-case
 * word is written without quotes, as applications write it, and becomes what the database
 * makes of that: upper case unless its URL says otherwise. Every other name is quoted.
 */
enum H2Identifiers {

	/**
	 * Words without quotes are stored in upper case.
	 */
	UPPER,

	/**
	 * They are stored in lower case, as by {@code DATABASE_TO_LOWER=TRUE}.
	 */
	LOWER,

	/**
	 * They are stored as they are, as by {@code DATABASE_TO_UPPER=FALSE}.
	 */
	MIXED;

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	// ParserUtil.isKeyword of H2 2.4
	private static final Set<String> KEYWORDS = Set.of("_rowid_", "all", "and", "any", "array", "as", "asymmetric",
			"authorization", "between", "case", "cast", "check", "constraint", "cross", "current_catalog",
			"current_date", "current_path", "current_role", "current_schema", "current_time", "current_timestamp",
			"current_user", "day", "default", "distinct", "else", "end", "except", "exists", "false", "fetch", "for",
			"foreign", "from", "full", "group", "having", "hour", "if", "in", "inner", "intersect", "interval", "is",
			"join", "key", "left", "like", "limit", "localtime", "localtimestamp", "minus", "minute", "month",
			"natural", "not", "null", "offset", "on", "or", "order", "primary", "qualify", "right", "row", "rownum",
			"second", "select", "session_user", "set", "some", "symmetric", "system_user", "table", "to", "true",
			"uescape", "union", "unique", "unknown", "user", "using", "value", "values", "when", "where", "window",
			"with", "year");

	/**
	 * Finds out how a database stores names, from what the driver knows.
	 * @return the way
	 */
	static H2Identifiers of(JdbcOperations jdbc) {
		ConnectionCallback<H2Identifiers> reading = (connection) -> of(connection.getMetaData());
		return Objects.requireNonNull(jdbc.execute(reading));
	}

	private static H2Identifiers of(DatabaseMetaData database) throws SQLException {
		if (database.storesUpperCaseIdentifiers()) {
			return UPPER;
		}
		return database.storesLowerCaseIdentifiers() ? LOWER : MIXED;
	}

	static String quote(String name) {
		return isPlain(name) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	static String quote(ObjectName name) {
		return (name.schema() != null) ? quote(name.schema()) + "." + quote(name.name()) : quote(name.name());
	}

	private static boolean isPlain(String name) {
		return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name);
	}

	static Set<String> keywords() {
		return KEYWORDS;
	}

	/**
	 * Returns how the database stores a name that a migration gives.
	 */
	String stored(String name) {
		return isPlain(name) ? fold(name) : name;
	}

	/**
	 * Returns how the database stores a word without quotes.
	 */
	String fold(String word) {
		return switch (this) {
			case UPPER -> word.toUpperCase(Locale.ROOT);
			case LOWER -> word.toLowerCase(Locale.ROOT);
			case MIXED -> word;
		};
	}

	/**
	 * Returns the name by which a migration calls what is stored.
	 */
	String given(String stored) {
		String lower = stored.toLowerCase(Locale.ROOT);
		return (isPlain(lower) && fold(lower).equals(stored)) ? lower : stored;
	}

}
