package dev.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the roles of the deployment guide.
 */
@ExtendWith(PostgresExtension.class)
@ResourceLock(DeploymentRoles.NAMES)
class DeploymentRolesTests {

	@TempDir
	Path folder;

	@EachPostgresVersion
	void theMigratingRoleRunsWhatRevisionsContain(TestDatabase database) throws IOException {
		scripts();
		try (DeploymentRoles roles = DeploymentRoles.create(database, database.newConnections())) {
			for (LockMode lockMode : List.of(LockMode.ADVISORY, LockMode.TABLE)) {
				Migrator migrator = migrator(roles.migrating(), lockMode);
				assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2");
				assertThat(migrator.downgrade("base").steps()).hasSize(2);
			}
			assertThat(database.tables()).isEmpty();
			assertThat(owners(database)).containsExactly("app_migrate");
		}
	}

	@EachPostgresVersion
	void theApplicationUsesTheTablesAndCanDoNothingElse(TestDatabase database) throws IOException {
		scripts();
		try (DeploymentRoles roles = DeploymentRoles.create(database, database.newConnections())) {
			migrator(roles.migrating(), LockMode.ADVISORY).upgrade();
			JdbcClient application = JdbcClient.create(roles.application());
			assertThat(application.sql("INSERT INTO users (name) VALUES ('Ada')").update()).isOne();
			assertThat(application.sql("UPDATE users SET name = upper_name(name)").update()).isOne();
			assertThat(application.sql("SELECT number FROM users WHERE name = 'ADA'").query(Integer.class).single())
				.isOne();
			assertThat(application.sql("DELETE FROM users").update()).isOne();
			assertThat(Stream.of("CREATE TABLE own (id int)", "CREATE TEMPORARY TABLE own (id int)",
					"CREATE SCHEMA own", "CREATE INDEX ON users (name)", "ALTER TABLE users ADD COLUMN own int",
					"TRUNCATE users", "DROP TABLE users",
					"CREATE OR REPLACE FUNCTION upper_name(text) RETURNS text LANGUAGE sql AS ''",
					"SELECT setval('users_number_seq', 100)", "DELETE FROM migrate.migrate_version",
					"DELETE FROM migrate.migrate_history", "CREATE TABLE migrate.own (id int)", "SET ROLE app_migrate")
				.toList()).allSatisfy((statement) -> assertRefused(application, statement));
		}
	}

	@EachPostgresVersion
	void theApplicationSeesWhatIsAppliedAndCannotMigrate(TestDatabase database) throws IOException {
		scripts();
		try (DeploymentRoles roles = DeploymentRoles.create(database, database.newConnections())) {
			migrator(roles.migrating(), LockMode.ADVISORY).upgrade("a1");
			Migrator migrator = migrator(roles.application(), LockMode.ADVISORY);
			assertThatExceptionOfType(MigrateException.class).isThrownBy(migrator::validate)
				.withMessageContaining("b2");
			assertThatExceptionOfType(MigrateException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("permission denied");
			assertThat(migrator.status().pending()).hasSize(1);
			migrator(roles.migrating(), LockMode.ADVISORY).upgrade();
			migrator.validate();
			migrator.await();
			assertThat(migrator.history(10)).hasSize(2);
		}
	}

	@EachPostgresVersion(since = 15)
	void theOwnerOfTheDatabaseMakesThemToo(TestDatabase database) throws IOException {
		scripts();
		String owner = database.name() + "_owner";
		database.jdbc().sql("CREATE ROLE " + owner + " LOGIN CREATEROLE PASSWORD 'secret'").update();
		database.jdbc().sql("ALTER DATABASE " + database.name() + " OWNER TO " + owner).update();
		DataSource administrator = DeploymentRoles.dataSource(database, owner, "secret");
		try (DeploymentRoles roles = DeploymentRoles.create(database, administrator)) {
			assertThat(migrator(roles.migrating(), LockMode.ADVISORY).upgrade().steps()).hasSize(2);
			assertThat(JdbcClient.create(roles.application()).sql("SELECT id FROM users").query().listOfRows())
				.isEmpty();
			assertRefused(JdbcClient.create(administrator), "SELECT count(*) FROM users");
		}
		finally {
			database.jdbc().sql("ALTER DATABASE " + database.name() + " OWNER TO " + database.user()).update();
			database.jdbc().sql("DROP ROLE " + owner).update();
		}
	}

	@EachPostgresVersion
	void tablesOfAnotherRoleAreHandedOverAsTheGuideSays(TestDatabase database) throws IOException {
		Matcher handOver = Pattern.compile("```sql\n(REASSIGN OWNED BY old_role .*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("../docs/deployment.md")));
		assertThat(handOver.find()).isTrue();
		String old = database.name() + "_old";
		database.jdbc().sql("CREATE ROLE " + old).update();
		database.jdbc().sql("CREATE TABLE orders (id serial)").update();
		database.jdbc().sql("ALTER TABLE orders OWNER TO " + old).update();
		try (DeploymentRoles roles = DeploymentRoles.create(database, database.newConnections())) {
			// A second time for another database of the same server, or after an error.
			DeploymentRoles.create(database, database.newConnections());
			database.jdbc().sql(handOver.group(1).replace("old_role", old)).update();
			JdbcClient.create(roles.migrating()).sql("ALTER TABLE orders ADD COLUMN note text").update();
			assertThat(JdbcClient.create(roles.application()).sql("INSERT INTO orders (note) VALUES ('x')").update())
				.isOne();
		}
		finally {
			database.jdbc().sql("DROP ROLE " + old).update();
		}
	}

	private void scripts() {
		new ScriptFolder(this.folder).revision("a1", "", """
				CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number serial, name text);
				CREATE FUNCTION upper_name(name text) RETURNS text LANGUAGE sql AS 'SELECT upper(name)';
				CREATE TYPE mood AS ENUM ('ok');""", """
				DROP TABLE users;
				DROP FUNCTION upper_name(text);
				DROP TYPE mood;""").revision("b2", "a1", """
				CREATE SCHEMA reports;
				CREATE EXTENSION pg_trgm;
				CREATE INDEX CONCURRENTLY users_name_idx ON users USING gin (name gin_trgm_ops);
				ALTER TABLE users ADD COLUMN mood mood;
				CREATE VIEW reports.moods AS SELECT mood, count(*) FROM users GROUP BY mood;""", """
				DROP SCHEMA reports CASCADE;
				ALTER TABLE users DROP COLUMN mood;
				DROP INDEX CONCURRENTLY users_name_idx;
				DROP EXTENSION pg_trgm;""");
	}

	private Migrator migrator(DataSource dataSource, LockMode lockMode) {
		return new ScriptFolder(this.folder).builder(dataSource)
			.versionTableSchema("migrate")
			.lockMode(lockMode)
			.build();
	}

	private static List<String> owners(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'migrate'")
			.query(String.class)
			.list();
	}

	private static void assertRefused(JdbcClient jdbc, String statement) {
		assertThatExceptionOfType(DataAccessException.class).as(statement)
			.isThrownBy(() -> jdbc.sql(statement).update())
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class,
					(cause) -> assertThat(cause.getSQLState()).as(cause.getMessage()).isEqualTo("42501"));
	}

}
