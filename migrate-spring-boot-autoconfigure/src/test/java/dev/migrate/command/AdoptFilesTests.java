package dev.migrate.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate adopt --from-files}.
 */
@ExtendWith(PostgresExtension.class)
class AdoptFilesTests {

	private static final String REVISIONS = "src/main/resources/db/revisions";

	@TempDir
	Path folder;

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.dataSource());
	}

	@Test
	void filesOfBothWaysBecomeRevisions(TestDatabase database) {
		TestProject project = project(database).file("db/000010_last.up.sql", "ALTER TABLE users ADD COLUMN last int;")
			.file("db/000010_last.down.sql", "-- nothing\n")
			.file("db/000001_create_users.up.sql",
					"BEGIN;\r\nCREATE TABLE users (id int, name text DEFAULT '${name}');\r\nCOMMIT;\r\n")
			.file("db/000001_create_users.down.sql", "DROP TABLE users;\n")
			.file("db/000002_add_index.up.sql",
					"\uFEFF-- migrate: online\nCREATE INDEX CONCURRENTLY users_name ON users (name);\n")
			.file("db/notes.sql", "SELECT 1;");
		database.jdbc().sql("""
				CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);
				INSERT INTO schema_migrations VALUES (2, false)""").update();
		String output = project.output("adopt", "--from-files", "db/{version}_{message}.up.sql", "--down-files",
				"./db/{version}_{message}.down.sql");
		assertThat(output).contains("Wrote 3 revisions:", "create_users.sql (db/000001_create_users.up.sql)",
				"db/000001_create_users.up.sql: left out BEGIN in line 1, COMMIT in line 3, because a revision is a transaction.",
				"db/000010_last.down.sql: its way back has no statement, so that the revision has none.",
				"db/notes.sql: its name is not like the pattern.", "whose last file is db/000002_add_index.up.sql",
				"Both histories build the same.\nThe downgrade leads back.\n");
		List<String> scripts = project.files(REVISIONS).stream().map(TestProject::read).toList();
		assertThat(scripts.get(0)).contains("-- message: create users\n",
				"-- migrate:upgrade\nCREATE TABLE users (id int, name text DEFAULT '\\${name}');\n",
				"-- migrate:downgrade\nDROP TABLE users;\n");
		assertThat(scripts.get(1)).contains("-- transaction: none\n",
				"\n\\-- migrate: online\nCREATE INDEX CONCURRENTLY");
		assertThat(scripts.get(2)).contains("-- migrate:downgrade none");
		String stamp = output.replaceFirst("(?s).*Run 'migrate stamp (\\w+)'.*", "$1");
		project.build().output("stamp", stamp);
		assertThat(project.output("current")).contains(stamp);
		assertThat(project.error("adopt", "--from-files", "db/{version}_{message}.up.sql"))
			.contains("The project has revisions already, and none of them adopts a migration of golang-migrate");
	}

	@Test
	void aFileCanHaveBothWays(TestDatabase database) {
		TestProject project = project(database).file("db/20240101_users.sql", """
				-- migrate:up
				CREATE TABLE users (id int);

				-- migrate:down
				DROP TABLE users;
				""").file("db/20240102_index.sql", """
				-- migrate:up transaction:false
				CREATE INDEX CONCURRENTLY users_id ON users (id);
				VACUUM users;
				-- migrate:down transaction:false
				""").file("db/20240103_goose.sql", """
				-- +goose Up
				-- +goose StatementBegin
				CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
				-- +goose StatementEnd
				-- +goose Down
				DROP FUNCTION one();
				""");
		database.jdbc().sql("""
				CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);
				INSERT INTO schema_migrations VALUES ('20240101'), ('20240103'), ('20230101')""").update();
		assertThat(project.output("adopt", "--from-files", "db/{version}_{message}.sql")).contains(
				"20230101: it was applied to this database, and there is no file for it.",
				"whose last file is db/20240103_goose.sql", "Both histories build the same.");
		List<String> scripts = project.files(REVISIONS).stream().map(TestProject::read).toList();
		assertThat(scripts.get(0)).contains("-- migrate:downgrade\nDROP TABLE users;\n");
		assertThat(scripts.get(1)).contains("-- migrate:upgrade\nCREATE FUNCTION one()",
				"-- migrate:downgrade\nDROP FUNCTION one();\n");
		assertThat(scripts.get(2)).contains("-- transaction: none\n", "CREATE INDEX CONCURRENTLY",
				"-- migrate:downgrade none");
	}

	@Test
	void filesThatMakeNoSenseAreRefused(TestDatabase database) throws Exception {
		TestProject project = project(database);
		assertThat(project.error("adopt", "--from-files", "db/{id}.sql"))
			.contains("'db/{id}.sql' is no pattern of file names.");
		assertThat(project.error("adopt", "--from-files", "db/{version}.sql")).contains("There is no folder ");
		project.file("db/1_a.sql", "CREATE TABLE a (id int);");
		assertThat(project.error("adopt", "--from-files", "db/V{version}__{message}.sql"))
			.contains("No file is called like 'db/V{version}__{message}.sql' in ");
		project.file("db/01_b.sql", "SELECT 'open;")
			.file("db/x_c.sql", new byte[] { '-', '-', (byte) 0xE4, '\n' })
			.file("db/3_d.down.sql", "DROP TABLE d;");
		assertThat(project.error("adopt", "--from-files", "db/{version}_{message}.sql", "--down-files",
				"db/{version}_{message}.down.sql"))
			.contains("db/3_d.down.sql: there is no file with the way up of version 3.",
					"db/x_c.sql: it is not encoded in UTF-8. Name its encoding with --encoding.", "db/01_b.sql: ");
		Files.delete(this.folder.resolve("db/x_c.sql"));
		Files.delete(this.folder.resolve("db/3_d.down.sql"));
		assertThat(project.error("adopt", "--from-files", "db/{version}_{message}.sql"))
			.contains("db/1_a.sql: it has the version 1, which db/01_b.sql has, too.");
		database.jdbc().sql("""
				CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);
				INSERT INTO schema_migrations VALUES (7, true)""").update();
		assertThat(project.error("adopt", "--from-files", "db/{version}_{message}.sql"))
			.contains("golang-migrate has failed in the middle of version 7: it is dirty in public.schema_migrations.");
		assertThat(project.run("adopt").exitCode()).isEqualTo(2);
		assertThat(project.run("adopt", "flyway", "--from-files", "{version}.sql").exitCode()).isEqualTo(2);
		assertThat(project.run("adopt", "flyway", "--down-files", "{version}.sql").exitCode()).isEqualTo(2);
		assertThat(project.files(REVISIONS)).isEmpty();
	}

}
