package dev.migrate.command;

import java.nio.file.Path;
import java.util.Map;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.migrate.command.FlywayProjects.MIGRATIONS;
import static dev.migrate.command.FlywayProjects.REVISIONS;
import static dev.migrate.command.FlywayProjects.file;
import static dev.migrate.command.FlywayProjects.id;
import static dev.migrate.command.FlywayProjects.script;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate adopt flyway}.
 */
@ExtendWith(PostgresExtension.class)
class AdoptFlywayTests {

	@TempDir
	Path folder;

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.newConnections());
	}

	private FluentConfiguration flyway(TestDatabase database) {
		return FlywayProjects.flyway(this.folder, database);
	}

	@Test
	void aHistoryBecomesRevisionsThatBuildTheSame(TestDatabase database) {
		TestProject project = project(database).property("spring.flyway.placeholders.app-name", "shop")
			.property("spring.flyway.placeholders.[app.name]", "other")
			.property("spring.flyway.placeholders.[odd key]", "odd")
			.property("spring.flyway.mixed", "true")
			.property("spring.flyway.out-of-order", "true")
			.file(MIGRATIONS + "V1__create_users.sql",
					"-- migrate: the first\nCREATE TABLE users (id int PRIMARY KEY, name text DEFAULT '${app-name}', made timestamptz DEFAULT now());\n"
							+ "INSERT INTO users (id, name) VALUES (1, 'Ann'), (2, '$5 and ${odd key}');\n-- ${app.name}\n")
			.file(MIGRATIONS + "V1.1__transaction.sql",
					"BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n\nSTART TRANSACTION; CREATE TABLE b (id int); ROLLBACK;\n"
							+ "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\nEND;\n")
			.file(MIGRATIONS + "V1.10__later.SQL",
					"\uFEFFALTER TABLE users ADD COLUMN later int;\r\n-- end\r\nINSERT INTO users (id, name) VALUES (3, 'C:\\dir\r\n''two'' lines');\r\n")
			.file(MIGRATIONS + "V1_9__concurrent.sql", "CREATE INDEX CONCURRENTLY users_name ON users (name);\n")
			.file(MIGRATIONS + "V002__alone.sql", "VACUUM users;")
			.file(MIGRATIONS + "V3__conf.sql", "CREATE TABLE conf (id int);\nINSERT INTO conf VALUES (1);\n")
			.file(MIGRATIONS + "V3__conf.sql.conf", "executeInTransaction=false\n")
			.file(MIGRATIONS + "U3__conf.sql", "DROP TABLE conf;\n")
			.file(MIGRATIONS + "nested/V4__literal.sql.conf", "placeholderReplacement=false")
			.file(MIGRATIONS + "nested/V4__literal.sql",
					"CREATE TABLE literal (id text DEFAULT '${not} \\${any}');\nCOPY literal (id) FROM stdin;\nx${y}\n\\.\n")
			.file(MIGRATIONS + "V5__environment.sql",
					"-- ${flyway:timestamp}\nCREATE TABLE ${flyway:defaultSchema}.env (file text DEFAULT '${flyway:filename}', role text DEFAULT '${flyway:user} ${FLYWAY:table}');\n")
			.file(MIGRATIONS + "R__a_view.sql",
					"-- who is grown\nBEGIN;\nDROP VIEW IF EXISTS grown;\nCREATE OR REPLACE VIEW grown AS SELECT id FROM users WHERE id > 1;\nCOMMENT ON VIEW grown IS 'Grown';\nCOMMIT;\n")
			.file(MIGRATIONS + "R__rows.sql", "INSERT INTO b VALUES (7);\n")
			.file(MIGRATIONS + "beforeMigrate.sql", "CREATE SEQUENCE IF NOT EXISTS used;\n")
			.file(MIGRATIONS + "afterMigrate__rights.sql", "COMMENT ON TABLE users IS 'People';\n")
			.file(MIGRATIONS + "afterClean.sql", "SELECT 1;\n")
			.file(MIGRATIONS + "notes.sql", "SELECT 1;\n")
			.build();
		project.file(MIGRATIONS + "R__rows.sql", "INSERT INTO a VALUES (7);\n").build();
		flyway(database).mixed(true)
			.outOfOrder(true)
			.placeholders(Map.of("app-name", "shop", "app.name", "other", "odd key", "odd"))
			.load()
			.migrate();
		String output = project.output("adopt", "flyway");
		assertThat(output).contains("Wrote 12 revisions:", "(db/migration/nested/V4__literal.sql)",
				"V1.1__transaction.sql: left out 1 statement, which line 5 rolls back.",
				"left out BEGIN in line 1, COMMIT in line 3, START TRANSACTION in line 5, ROLLBACK in line 5, END in line 7,",
				"R__a_view.sql: it ran again", "notes.sql: Flyway does not know such a name",
				"a callback for afterClean",
				"Set migrate.placeholders.odd-key to the value of spring.flyway.placeholders.odd-key.",
				"Set migrate.placeholders.app.name-2 to the value of spring.flyway.placeholders.app.name.",
				"Set migrate.placeholders.flyway.defaultSchema=public",
				"Both histories build the same.\nThe downgrade leads back.\nDeclared views",
				"  src/main/resources/db/objects/a_view.sql");
		assertThat(project.onlyFile("src/main/resources/db/objects")).content()
			.isEqualTo(
					"-- who is grown\nCREATE OR REPLACE VIEW grown AS SELECT id FROM users WHERE id > 1;\nCOMMENT ON VIEW grown IS 'Grown';\n");
		Path list = this.folder.resolve(REVISIONS).resolve("declared-objects.txt");
		assertThat(list).content().endsWith("\nview grown\n");
		list.toFile().delete();
		assertThat(FlywayProjects.adopted(project)).containsExactly("flyway callback beforeMigrate.sql", "flyway 1",
				"flyway 1.1", "flyway 1.9", "flyway 1.10", "flyway 002", "flyway 3", "flyway 4", "flyway 5",
				"flyway R a view " + checksum(database, "a view"), "flyway R rows " + checksum(database, "rows"),
				"flyway callback afterMigrate__rights.sql");
		assertThat(script(project, "flyway 1")).contains("-- message: create users\n", "\n\\-- migrate: the first\n",
				"DEFAULT '${app-name}'", "'$5 and ${odd-key}'", "-- ${app.name-2}\n", "\n-- migrate:downgrade none\n");
		assertThat(script(project, "flyway 1.1")).contains(
				"-- migrate:upgrade\nCREATE TABLE a (id int);\n\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n\n-- migrate:downgrade none");
		assertThat(script(project, "flyway 1.9")).contains("-- transaction: none\n");
		assertThat(script(project, "flyway 1.10")).contains(
				"-- migrate:upgrade\nALTER TABLE users ADD COLUMN later int;\n-- end\nINSERT INTO users (id, name) VALUES (3, E'C:\\\\dir\\r\n''two'' lines');\n");
		assertThat(script(project, "flyway 3")).contains("-- transaction: none\n",
				"-- migrate:downgrade\nDROP TABLE conf;\n");
		assertThat(script(project, "flyway 4")).contains("-- placeholders: none\n", "'${not} \\${any}'",
				"\nx${y}\n\\.\n");
		assertThat(script(project, "flyway 5"))
			.contains("${flyway.defaultSchema}.env", "'V5__environment.sql'", "'${flyway.user} ${flyway.table}'")
			.containsPattern("-- 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\n");
		// Built with the revisions, the command finds nothing new, and proves again
		project.file(MIGRATIONS + "V6__new.sql", "CREATE TABLE newest (id int);").build();
		assertThat(project.output("adopt", "flyway", "--without-proof")).contains("Wrote 1 revision:", "V6__new.sql")
			.doesNotContain("Building");
		Path newest = file(project, "flyway 6");
		assertThat(TestProject.read(newest))
			.contains("-- revises: " + id(project, "flyway callback afterMigrate__rights.sql"));
		project.build();
		project
			.file(project.relative(newest), TestProject.read(newest).replace("newest (id int)", "newest (id bigint)"))
			.build();
		assertThat(project.error("adopt", "flyway")).contains("The revisions do not build what Flyway builds:",
				"Only in the old history:\n  public.newest: column id integer", "--without-proof");
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_class WHERE relname IN ('migrate_version', 'newest')")
			.query(Long.class)
			.single()).isZero();
		// The first upgrade takes over what Flyway has run, and runs what it has not
		assertThat(project.output("upgrade")).contains("11 revisions taken over from another tool, 2 run");
		assertThat(database.jdbc()
			.sql("SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM conf) + (SELECT count(*) FROM newest)")
			.query(Long.class)
			.single()).isEqualTo(2);
		assertThat(project.output("current")).contains(id(project, "flyway 6") + "  (head) (current)");
	}

	@Test
	void aHistoryBecomesOneRevisionThatOtherDatabasesCountAsApplied(TestDatabase database) {
		TestProject project = project(database)
			.file(MIGRATIONS + "V1__create_users.sql", "CREATE TABLE users (id int PRIMARY KEY, name text)")
			.file(MIGRATIONS + "V1_1__literal.sql.conf", "placeholderReplacement=false")
			.file(MIGRATIONS + "V1_1__literal.sql", "INSERT INTO users VALUES (1, '${not}');\n-- end")
			.file(MIGRATIONS + "V2__later.sql", "ALTER TABLE users ADD COLUMN later int;")
			.file(MIGRATIONS + "R__rows.sql", "INSERT INTO users VALUES (7);\n")
			.build();
		flyway(database).target("1.1").load().migrate();
		assertThat(project.output("adopt", "flyway", "--squash")).contains("Wrote 2 revisions:",
				"(db/migration/V1__create_users.sql, db/migration/V1_1__literal.sql, db/migration/V2__later.sql)",
				"Both histories build the same.");
		String script = TestProject.read(project.files(REVISIONS).get(0));
		assertThat(script).contains("-- message: Flyway 1 to 2\n",
				"-- adopts: flyway 1\n-- adopts: flyway 1.1\n-- adopts: flyway 2\n",
				"-- db/migration/V1__create_users.sql\nCREATE TABLE users (id int PRIMARY KEY, name text)\n;\n",
				"'\\${not}');\n-- end\n\n-- db/migration/V2__later.sql\n", "\n-- migrate:downgrade none\n");
		project.build();
		assertThat(project.error("upgrade")).contains("1, 1.1", "2");
		flyway(database).load().migrate();
		project.output("upgrade");
		assertThat(project.output("current")).contains("(head)");
		assertThat(project.output("adopt", "flyway", "--squash", "--without-proof"))
			.contains("Every migration of Flyway is a revision already.");
	}

	private static String checksum(TestDatabase database, String description) {
		return database.jdbc()
			.sql("SELECT 'checksum=' || checksum FROM flyway_schema_history WHERE description = ?")
			.param(description)
			.query(String.class)
			.single();
	}

}
