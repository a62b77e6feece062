package dev.migrate.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresExtension}.
 */
@ExtendWith(PostgresExtension.class)
class PostgresExtensionTests {

	@RepeatedTest(2)
	void everyTestStartsWithAnEmptyDatabase(TestDatabase database) {
		assertThat(database.tables()).isEmpty();
		database.jdbc().sql("CREATE TABLE leftover (id int)").update();
		assertThat(database.tables()).containsExactly("leftover");
	}

	@Test
	void theStatementsOfATestCanBeCounted(TestDatabase database) {
		database.forgetStatements();
		database.jdbc().sql("SELECT 1").query().singleRow();
		database.jdbc().sql("SELECT 2").query().singleRow();
		assertThat(database.statements()).containsExactly("SELECT $1", "SELECT $1");
	}

	@Test
	void aSessionIsLikeANewOne(TestDatabase database) throws SQLException {
		int process;
		try (Connection connection = database.dataSource().getConnection()) {
			process = process(connection);
			connection.setAutoCommit(false);
			execute(connection, "SET search_path = elsewhere");
			execute(connection, "CREATE TEMPORARY TABLE leftover (id int)");
			execute(connection, "PREPARE leftover AS SELECT 1");
			execute(connection, "SELECT pg_advisory_lock(1)");
			connection.commit();
			execute(connection, "CREATE TABLE public.forgotten (id int)");
		}
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(process(connection)).isEqualTo(process);
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(connection.getSchema()).isEqualTo("public");
			assertThat(count(connection, "pg_class WHERE relname IN ('leftover', 'forgotten')")).isZero();
			assertThat(count(connection, "pg_prepared_statements")).isZero();
			assertThat(count(connection, "pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")).isZero();
			execute(connection, "ALTER DATABASE " + database.name() + " SET search_path = elsewhere");
		}
		try (Connection connection = database.dataSource().getConnection()) {
			assertThat(process(connection)).isNotEqualTo(process);
			assertThat(count(connection, "current_setting('search_path') AS path WHERE path = 'elsewhere'")).isOne();
		}
	}

	private static int process(Connection connection) throws SQLException {
		return connection.unwrap(PGConnection.class).getBackendPID();
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(Connection connection, String from) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
			row.next();
			return row.getInt(1);
		}
	}

	@EachPostgresVersion
	void aTestCanRunOnEachVersion(TestDatabase database) {
		assertThat(database.version()).isIn(14, 17, 18);
		assertThat(database.jdbc().sql("SHOW server_version").query(String.class).single())
			.startsWith(database.version() + ".");
	}

	@EachPostgresVersion(since = 15)
	void aTestCanRunOnLaterVersionsOnly(TestDatabase database) {
		assertThat(database.version()).isIn(17, 18);
	}

}
