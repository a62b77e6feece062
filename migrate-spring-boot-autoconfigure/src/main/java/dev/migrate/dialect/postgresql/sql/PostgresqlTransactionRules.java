package dev.migrate.dialect.postgresql.sql;

import dev.migrate.text.sql.Keywords;

/**
 * Knows the statements that PostgreSQL refuses inside a transaction block, from their
 * text alone: a {@code DO} block or a procedure that commits, {@code CLUSTER} of a
 * partitioned table and {@code REINDEX} of a partitioned index are not among them.
 */
public final class PostgresqlTransactionRules {

	private PostgresqlTransactionRules() {
	}

	/**
	 * Returns whether a statement must run outside a transaction block.
	 * @param statement one statement
	 * @return {@code true} if the server would answer 25001, active_sql_transaction
	 */
	public static boolean refusedInTransaction(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("CREATE")) {
			return create(keywords, statement);
		}
		if (keywords.accept("DROP")) {
			return keywords.acceptOneOf("DATABASE", "TABLESPACE", "SUBSCRIPTION")
					|| keywords.accept("INDEX", "CONCURRENTLY");
		}
		if (keywords.accept("ALTER")) {
			return alter(keywords, statement);
		}
		if (keywords.accept("REINDEX")) {
			return keywords.acceptOptions("CONCURRENTLY") || keywords.acceptOneOf("SCHEMA", "DATABASE", "SYSTEM")
					|| (keywords.acceptOneOf("TABLE", "INDEX") && keywords.accept("CONCURRENTLY"));
		}
		if (keywords.accept("CLUSTER")) {
			keywords.acceptOptions("VERBOSE");
			keywords.accept("VERBOSE");
			return keywords.atEnd();
		}
		return keywords.accept("VACUUM") || keywords.accept("DISCARD", "ALL");
	}

	private static boolean create(Keywords keywords, String statement) {
		if (keywords.accept("SUBSCRIPTION")) {
			return !new Keywords(statement).findOff("CREATE_SLOT") && !new Keywords(statement).findOff("CONNECT");
		}
		keywords.accept("UNIQUE");
		return keywords.acceptOneOf("DATABASE", "TABLESPACE") || keywords.accept("INDEX", "CONCURRENTLY");
	}

	private static boolean alter(Keywords keywords, String statement) {
		if (keywords.accept("TABLE")) {
			return keywords.find("DETACH", "PARTITION") && keywords.find("CONCURRENTLY");
		}
		if (keywords.accept("DATABASE")) {
			return keywords.find("SET", "TABLESPACE");
		}
		if (keywords.accept("SUBSCRIPTION")) {
			return keywords.find("PUBLICATION") && !new Keywords(statement).findOff("REFRESH");
		}
		return keywords.accept("SYSTEM");
	}

}
