package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for what a first run says about a database that others have built.
 */
@ExtendWith(PostgresExtension.class)
class UnmanagedDatabaseTests {

	private static final String FLYWAY = """
			CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50),
				description varchar(200), type varchar(20), script varchar(1000), checksum int,
				installed_by varchar(100), installed_on timestamp, execution_time int, success boolean)""";

	private static final String LIQUIBASE = """
			CREATE TABLE changes (id varchar(255), author varchar(255), filename varchar(255), dateexecuted timestamp,
				orderexecuted int, exectype varchar(10), md5sum varchar(35), description varchar(255));
			CREATE TABLE change_lock (id int PRIMARY KEY, locked boolean, lockgranted timestamp, lockedby text)""";

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void saysThatAnotherToolHasBuiltItAndHowToTakeItOver(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE a1 (id int); CREATE TABLE other (id int); " + FLYWAY).update();
		RevisionFailedException failure = failure(this.scripts.chain().migrator(database.dataSource()));
		assertThat(failure.getProblem()).contains("relation \"a1\" already exists [SQLSTATE 42P07]",
				"The database is at base. Nothing of this revision has been kept.\n\n"
						+ "Migrate has not built this database: schema public has 2 tables that no revision has created"
						+ " (a1, other). It has been migrated by Flyway, which keeps its state in"
						+ " flyway_schema_history. It has the tables that the revisions up to a1 create, but not b2,"
						+ " c3, which later ones create.");
		assertThat(failure.getAction())
			.contains("up to a1 do, say so", "migrate stamp a1\n", "migrate adopt flyway\n", "migrate baseline\n",
					"drop the schema")
			.doesNotContain("Fix the script", "alembic");
		// The tables of the tool are there at the next start.
		assertThat(failure(this.scripts.migrator(database.dataSource())).getMessage()).isEqualTo(failure.getMessage());
		this.scripts.migrator(database.dataSource()).stamp("a1");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().after()).containsExactly("c3");
	}

	@Test
	void namesTheHeadIfAllTablesAreThere(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE a1 (id int); CREATE TABLE b2 (id int); CREATE TABLE \"C\" (id int); " + LIQUIBASE)
			.update();
		this.scripts.table("a1", "")
			.table("b2", "a1")
			.revision("c3", "b2", "CREATE TABLE d (id int); ALTER TABLE d RENAME TO \"C\"; CREATE TABLE e (id int);",
					"")
			.revision("d4", "c3", "DROP TABLE IF EXISTS public.E; CREATE TEMP TABLE t (id int);", "")
			.revision("e5", "d4", "ALTER TABLE a1 ADD COLUMN name text;", "");
		RevisionFailedException failure = failure(this.scripts.migrator(database.dataSource()));
		assertThat(failure.getProblem()).contains("3 tables that no revision has created (C, a1, b2)",
				"migrated by Liquibase, which keeps its state in change_lock, changes.",
				"It has all 3 tables that the revisions create.");
		assertThat(failure.getAction()).contains("migrate stamp head (the tables are there after d4 already",
				"migrate adopt liquibase\n");
		Migrator together = this.scripts.builder(database.dataSource()).transaction(TransactionMode.ALL).build();
		assertThat(failure(together).getProblem()).contains("Nothing of the plan has been kept.",
				"It has all 3 tables that the revisions create.");
		RevisionFailedException tried = catchThrowableOfType(RevisionFailedException.class,
				() -> this.scripts.migrator(database.dataSource())
					.upgrade("head", new RunOptions(RunOptions.defaults().listener(), null, true)));
		assertThat(tried.getProblem()).contains("nothing has been kept.", "It has all 3 tables");
	}

	@Test
	void saysWhatIsMissingOfADatabaseThatIsPartlyThere(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE b2 (id int); CREATE TYPE mood AS ENUM ('good'); "
					+ "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
			.update();
		this.scripts.chain().revision("a1", "", "CREATE TYPE mood AS ENUM ('bad'); CREATE TABLE a1 (id int);", "");
		RevisionFailedException type = failure(this.scripts.migrator(database.dataSource()));
		assertThat(type.getProblem()).contains("type \"mood\" already exists",
				"Alembic, which keeps its state in alembic_version",
				"It has 1 of the 3 tables that the revisions create, but not a1, c3.");
		assertThat(type.getAction()).contains("migrate stamp <revision>", "migrate.version-table=alembic_version");
		// The first revision runs, and the second one meets what is there.
		RevisionFailedException middle = failure(this.scripts.table("a1", "").migrator(database.dataSource()));
		assertThat(middle.getRevision()).isEqualTo("b2");
		assertThat(middle.getProblem()).contains("The database is at a1.",
				"schema public has 1 table that no revision has created (b2)");
		// Now it has a history, and is one that Migrate has built.
		RevisionFailedException later = failure(this.scripts.migrator(database.dataSource()));
		assertThat(later.getProblem()).doesNotContain("has not built");
		assertThat(later.getAction()).startsWith("Fix the script").endsWith("migrate stamp b2");
	}

	@Test
	void looksInTheSchemaThatIsMigrated(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE a1 (id int); CREATE SCHEMA app; CREATE SEQUENCE app.a1; CREATE TABLE app.x (id int); "
					+ "CREATE SCHEMA audit; CREATE TABLE audit.log (id int)")
			.update();
		this.scripts.chain().revision("b2", "a1", "CREATE TABLE audit.log (id int); CREATE INDEX b2 ON a1 (id);", "");
		RevisionFailedException failure = failure(this.scripts.builder(database.dataSource()).schema("app").build());
		assertThat(failure.getProblem()).contains("schema app has 2 tables that no revision has created",
				"(audit.log, x)", "It has 1 of the 3 tables that the revisions create, but not a1, c3.");
	}

	@Test
	void explainsClashesWithOtherThingsThanTables(TestDatabase database) {
		database.jdbc()
			.sql("CREATE SCHEMA audit; CREATE SEQUENCE numbers; CREATE TABLE users (id int PRIMARY KEY);"
					+ " CREATE INDEX by_id ON users (id); CREATE VIEW people AS SELECT id FROM users;"
					+ " CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 42'")
			.update();
		for (String statement : List.of("CREATE SCHEMA audit", "CREATE SEQUENCE numbers",
				"CREATE TABLE a1 (id int); CREATE INDEX by_id ON a1 (id)", "CREATE VIEW people AS SELECT 1 AS id",
				"CREATE FUNCTION answer() RETURNS int LANGUAGE sql AS 'SELECT 43'",
				"CREATE TABLE a1 (id int CONSTRAINT users_pkey PRIMARY KEY)")) {
			RevisionFailedException failure = failure(
					this.scripts.revision("a1", "", statement + ";", "").migrator(database.dataSource()));
			assertThat(failure.getProblem()).as(statement)
				.contains("already exists",
						"Migrate has not built this database: schema public has 1 table that no revision has created"
								+ " (users).");
			assertThat(failure.getAction()).as(statement).contains("migrate stamp", "migrate baseline");
		}
	}

	@Test
	void saysNothingOfTheKindWhereItDoesNotExplainTheFailure(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE unrelated (id int)").update();
		this.scripts.chain().revision("b2", "a1", "CREATE TABLE a1 (id int);", "");
		RevisionFailedException twice = failure(this.scripts.migrator(database.dataSource()));
		assertThat(twice.getProblem()).contains("The database is at a1.").doesNotContain("has not built");
		this.scripts.revision("b2", "a1", "SELECT 1/0;", "");
		assertThat(failure(this.scripts.migrator(database.dataSource())).getProblem()).contains("division by zero")
			.doesNotContain("has not built");
		assertThat(this.scripts.table("b2", "a1").migrator(database.dataSource()).upgrade().after())
			.containsExactly("c3");
	}

	@Test
	void explainsOtherFailuresOverATableThatIsThere(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE a1 (id int)").update();
		this.scripts.revision("a1", "",
				"CREATE TABLE IF NOT EXISTS a1 (id int, name text); CREATE INDEX a1_name ON a1 (name);", "");
		RevisionFailedException failure = failure(this.scripts.migrator(database.dataSource()));
		assertThat(failure.getProblem()).contains("column \"name\" does not exist",
				"a1 is the only table that the revisions create.");
	}

	private static RevisionFailedException failure(Migrator migrator) {
		return catchThrowableOfType(RevisionFailedException.class, migrator::upgrade);
	}

}
