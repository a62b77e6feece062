package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.Effect;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds out whether a statement has taken effect that ran outside of a transaction when
 * its session ended.
 */
final class InterruptedStatements {

	private final JdbcOperations jdbc;

	InterruptedStatements(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	Effect effect(String statement) {
		Effect creation = new ConcurrentIndexes(this.jdbc).effectOfCreation(statement);
		if (creation != null) {
			return creation;
		}
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("DROP")) {
			return drop(keywords);
		}
		if (keywords.accept("ALTER")) {
			return alter(keywords);
		}
		return isHarmlessTwice(keywords) ? Effect.REPEATABLE : Effect.UNKNOWN;
	}

	private Effect drop(Keywords keywords) {
		if (keywords.accept("INDEX")) {
			boolean concurrently = keywords.accept("CONCURRENTLY");
			boolean ifExists = keywords.accept("IF", "EXISTS");
			String index = keywords.name();
			if (concurrently && index != null) {
				return exists("SELECT to_regclass(?) IS NOT NULL", index) ? Effect.REPEATABLE : Effect.TAKEN;
			}
			return ifExists ? Effect.REPEATABLE : Effect.UNKNOWN;
		}
		boolean ifExists = keywords.acceptOneOf("TABLE", "VIEW", "SEQUENCE", "TYPE", "SCHEMA", "FUNCTION", "EXTENSION",
				"TRIGGER") && keywords.accept("IF", "EXISTS");
		return ifExists ? Effect.REPEATABLE : Effect.UNKNOWN;
	}

	private Effect alter(Keywords keywords) {
		if (keywords.accept("TABLE")) {
			return PostgresqlLockRules.isValidation(keywords) ? Effect.REPEATABLE : Effect.UNKNOWN;
		}
		return keywords.accept("TYPE") ? addValue(keywords.name(), keywords) : Effect.UNKNOWN;
	}

	private Effect addValue(@Nullable String type, Keywords keywords) {
		if (type == null || !keywords.accept("ADD", "VALUE")) {
			return Effect.UNKNOWN;
		}
		keywords.accept("IF", "NOT", "EXISTS");
		String label = keywords.literal();
		if (label == null) {
			return Effect.UNKNOWN;
		}
		return exists("SELECT EXISTS (SELECT FROM pg_enum WHERE enumtypid = to_regtype(?) AND enumlabel = ?)", type,
				label) ? Effect.TAKEN : Effect.REPEATABLE;
	}

	private static boolean isHarmlessTwice(Keywords keywords) {
		if (keywords.acceptOneOf("VACUUM", "ANALYZE", "ANALYSE", "REINDEX", "CLUSTER", "REFRESH", "COMMENT", "SET",
				"RESET", "SHOW", "DISCARD")) {
			return true;
		}
		if (keywords.accept("CREATE")) {
			return keywords.accept("OR", "REPLACE")
					|| (keywords.acceptOneOf("TABLE", "INDEX", "SEQUENCE", "SCHEMA", "EXTENSION")
							&& keywords.accept("IF", "NOT", "EXISTS"));
		}
		return false;
	}

	private boolean exists(String sql, Object... arguments) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(sql, Boolean.class, arguments));
	}

}
