package dev.migrate.dialect.postgresql.sql;

import dev.migrate.dialect.LockWait;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows, from their text alone, the statements that may wait for a lock without anybody
 * waiting for them: those that take less than a {@code SHARE} lock. A statement that it
 * does not know counts as one that blocks others.
 */
public final class PostgresqlLockRules {

	private PostgresqlLockRules() {
	}

	/**
	 * Returns how long a statement may wait, if nothing before it in the same transaction
	 * has taken a lock that blocks others.
	 * @param statement one statement
	 * @return how long
	 */
	public static LockWait lockWait(String statement) {
		return blocksNobody(new Keywords(statement)) ? LockWait.UNLIMITED : LockWait.LIMITED;
	}

	private static boolean blocksNobody(Keywords keywords) {
		if (keywords.acceptOneOf("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE", "COPY",
				"ANALYZE", "ANALYSE", "COMMENT")) {
			return true;
		}
		if (keywords.accept("CREATE")) {
			keywords.accept("UNIQUE");
			return keywords.accept("INDEX", "CONCURRENTLY");
		}
		if (keywords.accept("DROP")) {
			return keywords.accept("INDEX", "CONCURRENTLY");
		}
		if (keywords.accept("REFRESH")) {
			return keywords.accept("MATERIALIZED", "VIEW", "CONCURRENTLY");
		}
		if (keywords.accept("REINDEX")) {
			return keywords.acceptOptions("CONCURRENTLY")
					|| (keywords.acceptOneOf("TABLE", "INDEX", "SCHEMA", "DATABASE", "SYSTEM")
							&& keywords.accept("CONCURRENTLY"));
		}
		if (keywords.accept("VACUUM")) {
			return !keywords.acceptOptions("FULL") && !keywords.accept("FULL");
		}
		return keywords.accept("ALTER", "TABLE") && alterTable(keywords);
	}

	private static boolean alterTable(Keywords keywords) {
		acceptTable(keywords);
		if (keywords.accept("DETACH", "PARTITION")) {
			return keywords.find("CONCURRENTLY");
		}
		return acceptValidation(keywords);
	}

	/**
	 * Returns whether what follows {@code ALTER TABLE} does nothing but validate a
	 * constraint.
	 * @param keywords the rest of the statement
	 * @return {@code true} if it does
	 */
	public static boolean isValidation(Keywords keywords) {
		acceptTable(keywords);
		return acceptValidation(keywords);
	}

	/**
	 * Moves past the table that follows {@code ALTER TABLE}.
	 * @param keywords the rest of the statement
	 * @return its name as it is written, or {@code null} if there is none
	 */
	public static @Nullable String acceptTable(Keywords keywords) {
		keywords.accept("IF", "EXISTS");
		keywords.accept("ONLY");
		String name = keywords.name();
		keywords.acceptSymbol('*');
		return name;
	}

	private static boolean acceptValidation(Keywords keywords) {
		return keywords.accept("VALIDATE", "CONSTRAINT") && keywords.name() != null && keywords.atEnd();
	}

}
