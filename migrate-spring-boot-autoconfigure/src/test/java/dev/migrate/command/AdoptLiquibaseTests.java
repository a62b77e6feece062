package dev.migrate.command;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.adopt.liquibase.LiquibaseHistory;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate adopt liquibase}.
 */
@ExtendWith(PostgresExtension.class)
class AdoptLiquibaseTests {

	private static final String REVISIONS = "src/main/resources/db/revisions";

	@TempDir
	Path folder;

	@Test
	void everythingThatAChangelogCanHaveBecomesRevisionsThatBuildTheSame(TestDatabase database) throws Exception {
		LiquibaseHistory.write(this.folder.resolve("target/classes"));
		liquibase(database, "prod", "!later");
		List<String> tables = database.tables();
		TestProject project = project(database).property("spring.liquibase.contexts", "prod")
			.property("spring.liquibase.label-filter", "!later");
		String output = project.output("adopt", "liquibase");
		assertThat(output).contains("Wrote 16 revisions:", "Both histories build the same.",
				"\nDowngrades that do not lead back, 1 of ",
				" (functions::bob::db/changelog/first.xml)\n    still there: public.twice(integer): routine",
				"create_users_and_roles.sql (1::ann::db/changelog/first.xml)",
				"  2::ann::db/changelog/first.xml: its precondition does not hold in an empty database, and the revision has none: onFail=MARK_RAN, Not precondition failed.",
				"  3::bob::db/changelog/first.xml: its precondition holds in an empty database, and the revision has none.",
				"  custom::ann::db/changelog/data.json: it runs the class dev.migrate.adopt.liquibase.AddedUsers.",
				"  roles-view::ann::db/changelog/db.changelog-master.yaml: it has runOnChange, and the revision runs once.",
				"  release::ann::db/changelog/db.changelog-master.yaml: it sets the tag 1.0, which revisions do not have.",
				"  program::ann::db/changelog/data.json: it runs a program, which a revision cannot: ",
				"  test-rows::ann::db/changelog/db.changelog-master.yaml: Liquibase does not run it: Context does not match 'prod'. Its revision is empty.",
				"  labelled::ann::db/changelog/db.changelog-master.yaml: Liquibase does not run it: Labels does not match '!later'. Its revision is empty.",
				"To do:\n  Set spring.liquibase.enabled=false, or remove Liquibase from the build.\n");
		assertThat(output).contains(
				"  oracle::ann::db/changelog/db.changelog-master.yaml: Liquibase does not run it, because it is for oracle.\n");
		assertThat(database.tables()).isEqualTo(tables);
		List<String> scripts = project.files(REVISIONS).stream().map(TestProject::read).toList();
		assertThat(scripts.get(0)).contains("-- message: create users and roles\n",
				"-- adopts: liquibase 1::ann::db/changelog/first.xml\n", "name VARCHAR(40) NOT NULL",
				"DEFAULT '\\${unknown}'", "-- migrate:downgrade\nDROP TABLE roles;\nDROP TABLE users;\n");
		assertThat(scripts.get(1)).contains("-- message: create table users\n")
			.containsPattern("-- migrate:upgrade\\s+-- migrate:downgrade\\s*$");
		assertThat(scripts.get(3)).contains("-- transaction: none\n",
				"CREATE INDEX CONCURRENTLY users_name ON users (name);\n",
				"-- migrate:downgrade\nDROP INDEX CONCURRENTLY users_name;\n");
		assertThat(scripts.get(4)).contains("\tRETURN n * 2; -- \\${not.a.parameter}\nEND $$;\n",
				"SELECT setval('users_id_seq', 100);\nINSERT INTO users (name, note) VALUES ('a;b', 'c') -- a comment\n;\n");
		assertThat(scripts.get(6)).contains("CREATE TABLE two (id int, one_id int);\n\n-- migrate:downgrade none\n");
		assertThat(scripts.get(7)).contains("VALUES(1, 'O''Hara', '2024-01-02', '\\x00013f');");
		assertThat(scripts.get(9)).contains(
				"INSERT INTO users (name, role_id, note) VALUES ('it''s 1', 1, 'why?');\nINSERT INTO users (name, role_id, note) VALUES ('it''s 2', 2, 'why?');\n");
		try (TestDatabase empty = TestDatabase.on(database.version())) {
			project.build().database(empty.dataSource()).output("upgrade");
			project.output("downgrade", "-6");
			assertThat(empty.tables()).contains("users", "roles", "one", "two");
		}
		assertThat(project.database(database.newConnections()).output("adopt", "liquibase", "--per", "file"))
			.contains("Every migration of Liquibase is a revision already.", "Both histories build the same.");
		assertThat(project.output("upgrade")).contains("13 revisions taken over from another tool, 3 run");
		assertThat(database.tables()).containsAll(tables);
		assertThat(database.jdbc().sql("SELECT count(*) FROM users").query(Integer.class).single()).isEqualTo(3);
	}

	@Test
	void aChangelogBecomesOneRevisionThatItsDatabaseCountsAsApplied(TestDatabase database) throws Exception {
		changelog("""
				--changeset ann:1
				CREATE TABLE a (id int);
				--rollback DROP TABLE a;
				--changeset ann:rows context:test
				INSERT INTO a VALUES (1);
				--rollback DELETE FROM a;
				--changeset ann:2
				ALTER TABLE a ADD COLUMN two int;
				--rollback ALTER TABLE a DROP COLUMN two;
				""");
		liquibase(database, "prod", null);
		TestProject project = project(database).property("spring.liquibase.contexts", "prod")
			.property("spring.liquibase.change-log", "classpath:/db/changelog/x.sql");
		assertThat(project.output("adopt", "liquibase", "--squash")).contains("Wrote 2 revisions:",
				"Both histories build the same.");
		assertThat(TestProject.read(project.files(REVISIONS).get(0)))
			.contains("-- message: Liquibase, 2 change sets\n", "CREATE TABLE a (id int);\n\n-- 2::ann::")
			.containsPattern("DROP COLUMN two;\\s+-- 1::ann::.*\\s+DROP TABLE a;");
		assertThat(project.build().output("upgrade")).contains("rows").doesNotContain("2 change sets");
	}

	@Test
	void changeSetsAreOrderedAsTheyWereApplied(TestDatabase database) throws Exception {
		changelog("""
				--changeset ann:1
				CREATE TABLE a (id int);
				--rollback DROP TABLE a;
				--changeset ann:gone
				CREATE TABLE gone (id int);
				--changeset ann:view runOnChange:true
				CREATE OR REPLACE VIEW v AS SELECT 1 AS x;
				--changeset ann:3
				ALTER TABLE a ADD COLUMN three int;
				--rollback ALTER TABLE a DROP COLUMN three;
				""");
		liquibase(database, null, null);
		changelog("""
				--changeset ann:1
				CREATE TABLE a (id int);
				--rollback DROP TABLE a;
				--changeset ann:2
				ALTER TABLE a ADD COLUMN two int;
				--rollback ALTER TABLE a DROP COLUMN two;
				--changeset ann:view runOnChange:true
				CREATE OR REPLACE VIEW v AS SELECT 2 AS x;
				--changeset ann:3
				ALTER TABLE a ADD COLUMN three int;
				--rollback ALTER TABLE a DROP COLUMN three;
				--changeset ann:4
				BEGIN;
				CREATE TABLE b (id int);
				COMMIT;
				--rollback DROP TABLE b;
				""");
		// As the history is after the view has changed, and as old versions write paths.
		database.jdbc().sql("""
				UPDATE databasechangelog SET exectype = 'RERAN', orderexecuted = 9 WHERE id = 'view';
				UPDATE databasechangelog SET filename = 'classpath:' || filename WHERE id = '1'""").update();
		TestProject project = project(database).property("spring.liquibase.change-log",
				"classpath:/db/changelog/x.sql");
		String output = project.output("adopt", "liquibase", "--per", "file");
		assertThat(output).contains("Wrote 3 revisions:", "Both histories build the same.",
				"gone::ann::db/changelog/x.sql: it was applied to this database, and the changelog no longer has it. Its revision is empty.",
				"db/changelog/x.sql: left out BEGIN in line 5, COMMIT in line 7, because a revision is a transaction.");
		List<String> scripts = project.files(REVISIONS).stream().map(TestProject::read).toList();
		assertThat(scripts.get(0)).contains("""
				-- adopts: liquibase 1::ann::classpath:db/changelog/x.sql
				-- adopts: liquibase view::ann::db/changelog/x.sql
				-- adopts: liquibase 3::ann::db/changelog/x.sql
				""", "-- migrate:downgrade none");
		assertThat(scripts.get(1)).contains("-- adopts: liquibase gone::ann::db/changelog/x.sql\n",
				"-- it was applied to this database, and the changelog no longer has it.\n");
		assertThat(scripts.get(2)).contains("""
				-- adopts: liquibase 2::ann::db/changelog/x.sql
				-- adopts: liquibase 4::ann::db/changelog/x.sql
				""", """
				-- migrate:downgrade
				-- x 4
				DROP TABLE b;

				-- x 2
				ALTER TABLE a DROP COLUMN two;
				""");
	}

	@Test
	void aRollbackThatDoesNotLeadBackIsNamed(TestDatabase database) {
		changelog("""
				--changeset ann:1
				CREATE TABLE a (id int);
				CREATE INDEX a_id ON a (id);
				--rollback DROP TABLE a;
				--changeset ann:2
				ALTER TABLE a ADD COLUMN two int;
				--rollback SELECT 1;
				--changeset ann:3
				CREATE TABLE b (id int);
				--rollback DROP TABLE nowhere;
				--changeset ann:4
				CREATE TABLE c (id int);
				--changeset ann:5
				DROP TABLE b;
				--rollback CREATE TABLE b (id int);
				--changeset ann:6 runInTransaction:false
				DROP INDEX CONCURRENTLY a_id;
				--rollback CREATE INDEX CONCURRENTLY a_id ON a (id, two);
				""");
		TestProject project = project(database).property("spring.liquibase.change-log",
				"classpath:/db/changelog/x.sql");
		assertThat(project.output("adopt", "liquibase"))
			.contains("Both histories build the same.",
					"Downgrades that do not lead back, 3 of 5. Correct the scripts,")
			.containsPattern("\\(2::ann::db/changelog/x.sql\\)\n    still there: public.a: column two integer")
			.containsPattern("\\(3::ann::db/changelog/x.sql\\)\n    it fails: .*")
			.contains("(6::ann::db/changelog/x.sql)\n    not there any more: ")
			.doesNotContain("(1::ann::db/changelog/x.sql)\n   ", "(5::ann::db/changelog/x.sql)\n    ");
	}

	@Test
	void aFileThatHasGrownIsNotLost(TestDatabase database) {
		changelog("--changeset ann:1\nCREATE TABLE a (id int);\n");
		TestProject project = project(database).property("spring.liquibase.change-log",
				"classpath:/db/changelog/x.sql");
		project.output("adopt", "liquibase", "--per", "file", "--without-proof");
		changelog("--changeset ann:1\nCREATE TABLE a (id int);\n--changeset ann:2\nCREATE TABLE b (id int);\n");
		project.build();
		assertThat(project.error("adopt", "liquibase", "--per", "file", "--without-proof"))
			.contains("Revisions adopt a part of db/changelog/x.sql, and none adopts 2::ann::db/changelog/x.sql.");
		assertThat(project.output("adopt", "liquibase", "--without-proof")).contains("Wrote 1 revision:");
	}

	@Test
	void whatCannotBeRunIsRefused(TestDatabase database) {
		TestProject project = project(database).property("spring.liquibase.change-log",
				"classpath:/db/changelog/x.sql");
		assertThat(project.error("adopt", "liquibase")).contains(
				"Liquibase cannot run the changelog in an empty database. The file 'classpath:/db/changelog/x.sql' was not found.",
				"Nothing was written.");
		changelog("--changeset ann:1\nCREATE TABLE a (id int);\n--changeset ann:2\nALTER TABLE nowhere ADD x int;\n");
		assertThat(project.error("adopt", "liquibase")).contains(
				"Migration failed for changeset db/changelog/x.sql::2::ann", "relation \"nowhere\" does not exist");
		changelog("--changeset ann:1\nCREATE ROLE somebody;\n");
		assertThat(project.error("adopt", "liquibase"))
			.contains("'CREATE ROLE' changes more than the scratch database on this server.");
		project.property("spring.liquibase.default-schema", "app");
		changelog("--changeset ann:1\nCREATE TABLE a (id int);\n");
		assertThat(project.error("adopt", "liquibase"))
			.contains("The default schema of Liquibase is app, and that of Migrate is public.");
		assertThat(project.without("liquibase").error("adopt", "liquibase"))
			.contains("Liquibase is not on the class path, and nobody else can run its history.");
		assertThat(project.run("adopt", "liquibase", "--per", "table").exitCode()).isEqualTo(2);
		assertThat(project.run("adopt", "liquibase", "--keep-java").exitCode()).isEqualTo(2);
		assertThat(project.files(REVISIONS)).isEmpty();
		assertThat(database.tables()).isEmpty();
	}

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.newConnections());
	}

	private void changelog(String changeSets) {
		new TestProject(this.folder).file("target/classes/db/changelog/x.sql",
				"--liquibase formatted sql\n" + changeSets);
	}

	/**
	 * Runs the changelog as the application does.
	 */
	private void liquibase(TestDatabase database, @Nullable String contexts, @Nullable String labels) throws Exception {
		try (URLClassLoader classLoader = new URLClassLoader(
				new URL[] { this.folder.resolve("target/classes").toUri().toURL() }, getClass().getClassLoader())) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(database.newConnections());
			liquibase.setResourceLoader(new DefaultResourceLoader(classLoader));
			boolean single = Files.exists(this.folder.resolve("target/classes/db/changelog/x.sql"));
			liquibase.setChangeLog("classpath:/db/changelog/" + (single ? "x.sql" : "db.changelog-master.yaml"));
			liquibase.setContexts(contexts);
			liquibase.setLabelFilter(labels);
			liquibase.setAnalyticsEnabled(false);
			liquibase.afterPropertiesSet();
		}
	}

}
