package dev.migrate.dialect.postgresql.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

import dev.migrate.dialect.session.BlockedAccess;
import dev.migrate.dialect.session.StatementLocks;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlTableLocks}, with the server as the judge.
 */
@ExtendWith(PostgresExtension.class)
class PostgresqlTableLocksTests {

	private static final String OBJECTS = """
			CREATE TABLE users (id int PRIMARY KEY, age int, name varchar(9));
			CREATE TABLE "Orders" (id int PRIMARY KEY, user_id int CONSTRAINT user_fk REFERENCES users,
				CONSTRAINT positive CHECK (id > 0) NOT VALID);
			CREATE TABLE parted (id int) PARTITION BY RANGE (id);
			CREATE TABLE part (id int);
			CREATE INDEX users_name ON users (name);
			CREATE SEQUENCE numbers;
			CREATE VIEW names AS SELECT name FROM users;
			CREATE MATERIALIZED VIEW ages AS SELECT age FROM users;
			CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
			CREATE TRIGGER watch BEFORE INSERT ON users EXECUTE FUNCTION nothing();
			CREATE TYPE mood AS ENUM ('a')""";

	@Test
	void namesWhatTheServerLocks(TestDatabase database) throws SQLException {
		new JdbcTemplate(database.newConnections()).execute(OBJECTS);
		try (Connection connection = database.newConnections().getConnection()) {
			connection.setAutoCommit(false);
			for (String statement : new String[] {
					"CREATE TABLE x (id int REFERENCES users, o int REFERENCES \"Orders\")",
					"CREATE TABLE x (id int, CONSTRAINT fk FOREIGN KEY (id) REFERENCES public.users (id))",
					"CREATE TABLE p1 PARTITION OF parted FOR VALUES FROM (1) TO (2)",
					"CREATE UNIQUE INDEX x ON users (age)", "CREATE INDEX ON ONLY \"Orders\" USING btree (id)",
					"CREATE TRIGGER t AFTER UPDATE ON \"Orders\" FOR EACH ROW EXECUTE FUNCTION nothing()",
					"CREATE POLICY p ON users USING (id = 1)", "CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING",
					"CREATE OR REPLACE VIEW names AS SELECT name FROM users",
					"CREATE VIEW x AS SELECT 1 AS id FROM users", "CREATE SEQUENCE x", "CREATE TYPE x AS ENUM ('b')",
					"ALTER TYPE mood ADD VALUE 'b'",
					"ALTER TABLE users ADD COLUMN x int, ADD COLUMN y int REFERENCES \"Orders\"",
					"ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0)",
					"ALTER TABLE IF EXISTS ONLY users ADD CONSTRAINT f FOREIGN KEY (age) REFERENCES \"Orders\"",
					"ALTER TABLE users ADD CONSTRAINT f FOREIGN KEY (age) REFERENCES \"Orders\", ADD z numeric(9, 2)",
					"ALTER TABLE part ALTER COLUMN id TYPE bigint", "ALTER TABLE users DISABLE TRIGGER watch",
					"ALTER TABLE \"Orders\" VALIDATE CONSTRAINT positive",
					"ALTER TABLE \"Orders\" ALTER CONSTRAINT user_fk DEFERRABLE", "ALTER TABLE users RENAME TO people",
					"ALTER TABLE parted ATTACH PARTITION part FOR VALUES FROM (1) TO (2)",
					"ALTER SEQUENCE numbers INCREMENT BY 5", "ALTER SEQUENCE numbers RENAME TO x",
					"ALTER VIEW names RENAME TO x", "DROP TABLE IF EXISTS part, \"public\".\"Orders\"",
					"DROP MATERIALIZED VIEW ages", "DROP SEQUENCE numbers", "DROP TRIGGER watch ON users",
					"DROP INDEX users_name", "ALTER TABLE \"Orders\" DROP CONSTRAINT user_fk",
					"REFRESH MATERIALIZED VIEW ages", "TRUNCATE TABLE \"Orders\"", "LOCK TABLE users",
					"COMMENT ON TABLE users IS 'x'", "UPDATE users SET age = 1", "DELETE FROM ONLY users",
					"INSERT INTO users VALUES (1)", "SELECT 1 FROM users" }) {
				StatementLocks locks = PostgresqlTableLocks.of(statement);
				Map<ObjectName, BlockedAccess> named = new TreeMap<>(
						(one, other) -> one.name().compareTo(other.name()));
				named.putAll(locks.named());
				Map<ObjectName, BlockedAccess> server = new TreeMap<>(
						(one, other) -> one.name().compareTo(other.name()));
				server.putAll(locks(statement, connection));
				named.values().removeIf(BlockedAccess.ROWS::equals);
				server.forEach((table, access) -> assertThat(named.getOrDefault(table, locks.strongest()))
					.as("%s locks %s", statement, table)
					.isEqualTo(access));
				assertThat(server.keySet()).as(statement).containsAll(named.keySet());
			}
		}
		assertThat(PostgresqlTableLocks.of("UPDATE users SET age = 1").named()).containsValue(BlockedAccess.ROWS);
		assertThat(PostgresqlTableLocks.of("DO 'BEGIN END'")).isEqualTo(StatementLocks.unknown());
		assertThat(PostgresqlTableLocks.of("CREATE INDEX CONCURRENTLY x ON users (age)"))
			.isEqualTo(StatementLocks.none());
	}

	/**
	 * Returns the locks that a statement takes of the tables that were there before it.
	 */
	private static Map<ObjectName, BlockedAccess> locks(String statement, Connection connection) throws SQLException {
		Map<ObjectName, BlockedAccess> locks = new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
		try (Statement sql = connection.createStatement()) {
			sql.execute("CREATE TEMPORARY TABLE there ON COMMIT DROP AS SELECT oid, relname FROM pg_catalog.pg_class"
					+ " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')");
			sql.execute(statement);
			ResultSet rows = sql.executeQuery(
					"SELECT relname, mode FROM pg_locks JOIN there ON oid = relation WHERE pid = pg_backend_pid()"
							+ " AND mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')");
			while (rows.next()) {
				BlockedAccess access = rows.getString("mode").equals("AccessExclusiveLock") ? BlockedAccess.ALL
						: BlockedAccess.WRITES;
				locks.merge(new ObjectName(null, rows.getString("relname")), access, BlockedAccess::and);
			}
		}
		finally {
			connection.rollback();
		}
		return locks;
	}

}
