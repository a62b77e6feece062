package dev.migrate.dialect.postgresql.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrate.dialect.LockWait;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlLockRules}, with the server as the judge where a statement
 * runs in a transaction, so that its locks can be read.
 */
@ExtendWith(PostgresExtension.class)
class PostgresqlLockRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "SELECT * FROM t FOR UPDATE", "INSERT INTO t VALUES (1)", "update t set a = 2",
			"DELETE FROM t", "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
			"MERGE INTO t USING (SELECT 1 AS b) AS s ON a = b WHEN MATCHED THEN DELETE", "ANALYZE t",
			"COMMENT ON TABLE t IS 'x'", "ALTER TABLE t VALIDATE CONSTRAINT positive",
			"ALTER TABLE IF EXISTS ONLY \"public\".t /* , */ VALIDATE CONSTRAINT \"positive\"" })
	void takesNoLockThatBlocksOthers(String statement, TestDatabase database) throws SQLException {
		assertThat(PostgresqlLockRules.lockWait(statement)).isEqualTo(LockWait.UNLIMITED);
		assertThat(blockingLocks(statement, database)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX ON t (a)", "DROP INDEX i", "ALTER TABLE t ADD COLUMN b int",
			"ALTER TABLE t VALIDATE CONSTRAINT positive, ADD COLUMN b int", "TRUNCATE t", "DROP TABLE t",
			"LOCK TABLE t", "REINDEX TABLE t", "CLUSTER t USING i", "REFRESH MATERIALIZED VIEW m",
			"ALTER TABLE t ADD CONSTRAINT other CHECK (a < 9) NOT VALID",
			"CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION suppress_redundant_updates_trigger()" })
	void takesALockThatBlocksOthers(String statement, TestDatabase database) throws SQLException {
		assertThat(PostgresqlLockRules.lockWait(statement)).isEqualTo(LockWait.LIMITED);
		assertThat(blockingLocks(statement, database)).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
			"DROP INDEX CONCURRENTLY IF EXISTS i", "REINDEX INDEX CONCURRENTLY i",
			"REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "VACUUM (ANALYZE) t",
			"ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY" })
	void waitsWithoutBlockingOthers(String statement) {
		assertThat(PostgresqlLockRules.lockWait(statement)).isEqualTo(LockWait.UNLIMITED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM FULL t", "VACUUM (FULL, ANALYZE) t", "ALTER TABLE p DETACH PARTITION p1",
			"DO $$ BEGIN END $$", "CALL x()", "SET LOCAL lock_timeout = 0", "GRANT SELECT ON t TO PUBLIC" })
	void countsAsBlockingOthers(String statement) {
		assertThat(PostgresqlLockRules.lockWait(statement)).isEqualTo(LockWait.LIMITED);
	}

	private static int blockingLocks(String sql, TestDatabase database) throws SQLException {
		try (Connection connection = database.newConnections().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE TABLE t (a int); CREATE INDEX i ON t (a);
					ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
					CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;""");
			connection.setAutoCommit(false);
			statement.execute(sql);
			try (ResultSet locks = statement.executeQuery("""
					SELECT count(*) FROM pg_locks
					WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation >= 16384 AND mode IN
						('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')""")) {
				locks.next();
				return locks.getInt(1);
			}
		}
	}

}
