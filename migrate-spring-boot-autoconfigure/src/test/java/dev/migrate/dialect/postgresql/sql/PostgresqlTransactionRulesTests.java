package dev.migrate.dialect.postgresql.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlTransactionRules}, with the server as the judge.
 */
@ExtendWith(PostgresExtension.class)
class PostgresqlTransactionRulesTests {

	private static final String ACTIVE_TRANSACTION = "25001";

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i2 ON t (a)",
			"create unique index /* x */ concurrently on t (a)", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
			"DROP INDEX CONCURRENTLY i", "DROP INDEX CONCURRENTLY IF EXISTS i", "REINDEX INDEX CONCURRENTLY i",
			"REINDEX TABLE CONCURRENTLY t", "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
			"REINDEX (CONCURRENTLY true) INDEX i", "REINDEX SCHEMA public", "REINDEX SCHEMA CONCURRENTLY public",
			"REINDEX DATABASE x", "REINDEX SYSTEM x", "VACUUM", "-- tidy\nVACUUM (ANALYZE) t", "CREATE DATABASE x",
			"DROP DATABASE IF EXISTS x", "CREATE TABLESPACE x LOCATION '/x'", "DROP TABLESPACE x",
			"ALTER SYSTEM SET work_mem = '4MB'", "ALTER DATABASE postgres SET TABLESPACE pg_default", "CLUSTER",
			"CLUSTER VERBOSE", "DISCARD ALL", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
			"ALTER TABLE IF EXISTS public.p DETACH PARTITION public.p1 CONCURRENTLY",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (create_slot = true)" })
	void refusedByTheServer(String statement, TestDatabase database) throws SQLException {
		assertThat(PostgresqlTransactionRules.refusedInTransaction(statement)).isTrue();
		assertThat(sqlStateInTransaction(statement, database)).isEqualTo(ACTIVE_TRANSACTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX \"concurrently\" ON t (a)", "CREATE INDEX ON t (a) /* CONCURRENTLY */",
			"DROP INDEX i", "REINDEX TABLE t", "REINDEX (CONCURRENTLY false) TABLE t",
			"REINDEX (CONCURRENTLY off) INDEX i", "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
			"REFRESH MATERIALIZED VIEW m", "ANALYZE t", "CLUSTER t USING i", "CLUSTER (VERBOSE) t USING i",
			"ALTER TYPE e ADD VALUE 'b'", "ALTER TABLE p DETACH PARTITION p1",
			"ALTER TABLE t ADD COLUMN vacuum int DEFAULT 1", "DISCARD PLANS", "ALTER TABLE t SET TABLESPACE pg_default",
			"INSERT INTO t VALUES (1) -- VACUUM", "COMMENT ON INDEX i IS 'CREATE INDEX CONCURRENTLY'",
			"CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)",
			"DO $$ BEGIN EXECUTE 'CREATE INDEX i3 ON t (a)'; END $$" })
	void takenByTheServer(String statement, TestDatabase database) throws SQLException {
		assertThat(PostgresqlTransactionRules.refusedInTransaction(statement)).isFalse();
		assertThat(sqlStateInTransaction(statement, database)).isEqualTo("00000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP SUBSCRIPTION s", "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
			"ALTER SUBSCRIPTION s SET PUBLICATION p", "ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh)" })
	void refusedByTheServerWhenTheSubscriptionHasASlot(String statement) {
		assertThat(PostgresqlTransactionRules.refusedInTransaction(statement)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)",
					"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (slot_name = NONE, create_slot = 'off')",
					"ALTER DATABASE x SET work_mem = '4MB'" })
	void takenByTheServerWhateverTheSubscription(String statement) {
		assertThat(PostgresqlTransactionRules.refusedInTransaction(statement)).isFalse();
	}

	private static String sqlStateInTransaction(String sql, TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE TABLE t (a int); CREATE INDEX i ON t (a);
					CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE UNIQUE INDEX mi ON m (a);
					CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
					CREATE TYPE e AS ENUM ('a')""");
			connection.setAutoCommit(false);
			statement.execute(sql);
			return "00000";
		}
		catch (SQLException ex) {
			return ex.getSQLState();
		}
	}

}
