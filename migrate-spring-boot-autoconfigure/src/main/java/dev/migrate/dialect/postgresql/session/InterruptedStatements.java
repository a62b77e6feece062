package dev.migrate.dialect.postgresql.session;

import dev.migrate.dialect.MigrationSession.Effect;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.postgresql.sql.PostgresqlLockRules;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds out whether a statement has taken effect that ran outside of a transaction when
 * its session ended.
 */
final class InterruptedStatements {

	private static final String REPEATABLE = "false";

	private InterruptedStatements() {
	}

	static Effect effect(JdbcOperations jdbc, String statement) {
		String condition = tookEffect(statement);
		if (condition == null) {
			return Effect.UNKNOWN;
		}
		return Boolean.TRUE.equals(jdbc.queryForObject("SELECT " + condition, Boolean.class)) ? Effect.TAKEN
				: Effect.REPEATABLE;
	}

	/**
	 * Tells whether a statement has taken effect.
	 * @return a condition, which does not hold for a statement that can simply be
	 * repeated; {@code null} if nobody can tell
	 */
	static @Nullable String tookEffect(String statement) {
		if (ConcurrentIndexes.isCreation(statement)) {
			return ConcurrentIndexes.isBuilt(statement);
		}
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("DROP")) {
			return drop(keywords);
		}
		if (keywords.accept("ALTER")) {
			return alter(statement, keywords);
		}
		return repeatable(isHarmlessTwice(keywords));
	}

	private static @Nullable String repeatable(boolean repeatable) {
		return repeatable ? REPEATABLE : null;
	}

	private static @Nullable String drop(Keywords keywords) {
		if (keywords.accept("INDEX")) {
			boolean concurrently = keywords.accept("CONCURRENTLY");
			boolean ifExists = keywords.accept("IF", "EXISTS");
			String index = keywords.name();
			if (concurrently && index != null) {
				return "to_regclass(%s) IS NULL".formatted(PostgresqlLiterals.quote(index));
			}
			return repeatable(ifExists);
		}
		return repeatable(
				keywords.acceptOneOf("TABLE", "VIEW", "SEQUENCE", "TYPE", "SCHEMA", "FUNCTION", "EXTENSION", "TRIGGER")
						&& keywords.accept("IF", "EXISTS"));
	}

	private static @Nullable String alter(String statement, Keywords keywords) {
		if (keywords.accept("TABLE")) {
			return alterTable(statement, keywords);
		}
		return keywords.accept("TYPE") ? addValue(keywords.name(), keywords) : null;
	}

	private static @Nullable String alterTable(String statement, Keywords keywords) {
		if (PostgresqlLockRules.isValidation(keywords)) {
			return REPEATABLE;
		}
		Keywords again = new Keywords(statement);
		again.accept("ALTER", "TABLE");
		String table = PostgresqlLockRules.acceptTable(again);
		if (table == null) {
			return null;
		}
		// All actions of a statement take effect together, so that the first one tells.
		if (again.accept("ADD", "CONSTRAINT")) {
			return hasConstraint(table, again.name());
		}
		if (again.accept("DROP", "CONSTRAINT")) {
			boolean ifExists = again.accept("IF", "EXISTS");
			String exists = hasConstraint(table, again.name());
			again.acceptOneOf("CASCADE", "RESTRICT");
			if (exists == null || !again.atEnd()) {
				return null;
			}
			return ifExists ? REPEATABLE
					: "to_regclass(%s) IS NOT NULL AND NOT ".formatted(PostgresqlLiterals.quote(table)) + exists;
		}
		return repeatable(isNullability(again));
	}

	private static @Nullable String hasConstraint(String table, @Nullable String constraint) {
		return (constraint == null) ? null
				: "EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass(%s) AND ARRAY[conname::text] = parse_ident(%s))"
					.formatted(PostgresqlLiterals.quote(table), PostgresqlLiterals.quote(constraint));
	}

	private static boolean isNullability(Keywords keywords) {
		if (!keywords.accept("ALTER")) {
			return false;
		}
		keywords.accept("COLUMN");
		return keywords.name() != null && keywords.acceptOneOf("SET", "DROP") && keywords.accept("NOT", "NULL")
				&& keywords.atEnd();
	}

	private static @Nullable String addValue(@Nullable String type, Keywords keywords) {
		if (type == null || !keywords.accept("ADD", "VALUE")) {
			return null;
		}
		keywords.accept("IF", "NOT", "EXISTS");
		String label = keywords.literal();
		if (label == null) {
			return null;
		}
		return "EXISTS (SELECT FROM pg_enum WHERE enumtypid = to_regtype(%s) AND enumlabel = %s)"
			.formatted(PostgresqlLiterals.quote(type), PostgresqlLiterals.quote(label));
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

}
