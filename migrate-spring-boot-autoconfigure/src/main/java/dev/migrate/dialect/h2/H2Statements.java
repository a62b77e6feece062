package dev.migrate.dialect.h2;

import java.util.Map;

import dev.migrate.dialect.MigrationSession.Effect;
import dev.migrate.dialect.sql.Refusal;
import dev.migrate.dialect.sql.RefusedStatements;
import dev.migrate.text.sql.Keywords;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Knows from the text of a statement whether H2 commits with it, and what its effect is.
 */
final class H2Statements {

	private static final Map<String, String> OBJECTS = Map.of("TABLE",
			"FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?", "VIEW",
			"FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?", "INDEX",
			"FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_SCHEMA = ? AND INDEX_NAME = ?", "SEQUENCE",
			"FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = ? AND SEQUENCE_NAME = ?");

	private H2Statements() {
	}

	/**
	 * Returns whether H2 may commit with a statement. Of those that it has, only these
	 * are sure not to.
	 */
	static boolean commits(String statement) {
		Keywords keywords = new Keywords(statement);
		return !keywords.atEnd() && !keywords.acceptSymbol('(') && !keywords.acceptOneOf("INSERT", "UPDATE", "DELETE",
				"MERGE", "REPLACE", "SELECT", "WITH", "VALUES", "TABLE", "CALL", "EXPLAIN", "SHOW", "SET");
	}

	/**
	 * Finds out from the catalog whether a statement has taken effect. It would have been
	 * refused if what it creates had been there before, or what it drops had not.
	 */
	static Effect effect(JdbcOperations jdbc, String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.acceptOneOf("COMMENT", "ANALYZE")) {
			return Effect.REPEATABLE;
		}
		boolean creates = keywords.accept("CREATE");
		if (!creates && !keywords.accept("DROP")) {
			return Effect.UNKNOWN;
		}
		if (keywords.accept("OR", "REPLACE")) {
			return Effect.REPEATABLE;
		}
		keywords.accept("UNIQUE");
		for (Map.Entry<String, String> object : OBJECTS.entrySet()) {
			if (keywords.accept(object.getKey())) {
				return effect(jdbc, object.getValue(), creates, keywords);
			}
		}
		return Effect.UNKNOWN;
	}

	private static Effect effect(JdbcOperations jdbc, String query, boolean creates, Keywords keywords) {
		if (keywords.accept("IF")) {
			return Effect.REPEATABLE;
		}
		String name = keywords.name();
		if (name == null) {
			return Effect.UNKNOWN;
		}
		return (exists(jdbc, query, name) == creates) ? Effect.TAKEN : Effect.REPEATABLE;
	}

	private static boolean exists(JdbcOperations jdbc, String query, String written) {
		H2Identifiers identifiers = H2Identifiers.of(jdbc);
		String schema = null;
		String name = "";
		SqlTokens tokens = new SqlTokens(written);
		while (tokens.next()) {
			if (tokens.is('.')) {
				schema = name;
			}
			else {
				name = stored(tokens, identifiers);
			}
		}
		return Boolean.TRUE.equals(jdbc.queryForObject(
				"SELECT EXISTS (SELECT 1 " + query.replaceFirst("\\?", "coalesce(?, CURRENT_SCHEMA)") + ")",
				Boolean.class, schema, name));
	}

	private static String stored(SqlTokens tokens, H2Identifiers identifiers) {
		String text = tokens.text();
		return (tokens.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER)
				? text.substring(1, text.length() - 1).replace("\"\"", "\"") : identifiers.fold(text);
	}

	/**
	 * Returns why a script may not hold a statement. A statement that H2 commits with
	 * ends what the one before it has set for the session.
	 * @return the reason, or {@code null} if it may
	 */
	static @Nullable Refusal refusal(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("SET")) {
			return keywords.accept("SCHEMA") ? changes("schema")
					: keywords.accept("SCHEMA_SEARCH_PATH") ? changes("search path") : null;
		}
		return RefusedStatements.refusal(statement);
	}

	private static Refusal changes(String setting) {
		return new Refusal(
				"changes the %s, which is put back before each statement that H2 commits with".formatted(setting),
				"Write the schema before each name, or set migrate.schema.");
	}

}
