package dev.migrate.command;

import java.nio.file.Path;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate squash}.
 */
@ExtendWith(PostgresExtension.class)
class SquashCommandTests {

	private static final String SCRIPTS = "src/main/resources/db/revisions/";

	@TempDir
	Path folder;

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.dataSource());
	}

	private static String script(String header, String upgrade, String downgrade) {
		return header + "\n-- migrate:upgrade\n" + upgrade + "\n-- migrate:downgrade" + downgrade;
	}

	private static TestProject withHistory(TestProject project) {
		return withHistory(project, "");
	}

	private static TestProject withHistory(TestProject project, String concurrently) {
		return project
			.file(SCRIPTS + "R_aaaa.sql",
					script("-- revision: aaaa\n-- labels: first\n-- message: create city\n",
							"CREATE TABLE city (id int PRIMARY KEY, name text);\nINSERT INTO city VALUES (1, '\\${x}')",
							"\nDROP TABLE city"))
			.file(SCRIPTS + "R_bbbb.sql",
					script("-- revision: bbbb\n-- revises: aaaa\n-- placeholders: none\n",
							"CREATE INDEX " + concurrently
									+ " city_name ON city (name);\nUPDATE city SET name = '${y}' || name;\n-- done",
							"\nDROP INDEX city_name;\n"))
			.file("src/main/java/db/revisions/R_cccc.java", """
					package db.revisions;

					import dev.migrate.Revision;
					import dev.migrate.operations.Operations;
					import dev.migrate.operations.ReversibleMigration;

					import static dev.migrate.operations.Definitions.*;

					@Revision(id = "cccc", down = "bbbb", message = "add the country")
					class R_cccc implements ReversibleMigration {

						@Override
						public void change(Operations op) {
							op.addColumn("city", column("country", varchar(2)).defaultValue("'de'").notNull());
						}

					}
					""")
			.sql("dddd", "cccc");
	}

	@Test
	void writesAndProvesOneRevisionInPlaceOfMany(TestDatabase database) {
		TestProject project = withHistory(project(database), "CONCURRENTLY").build();
		project.output("upgrade", "bbbb");
		assertThat(project.output("squash", "base:cccc", "--rev-id", "ssss", "-m", "the first year")).contains(
				"Revision ssss is a new base.", "It replaces 3 revisions, aaaa to cccc.",
				"Revision ssss builds what the revisions build that it replaces.", "Keep the replaced scripts");
		Path file = project.files(SCRIPTS)
			.stream()
			.filter((path) -> path.toString().contains("ssss"))
			.findFirst()
			.orElseThrow();
		assertThat(TestProject.read(file)).contains("-- labels: first\n", "-- replaces: aaaa, bbbb, cccc\n",
				"-- message: the first year\n", "-- aaaa create city\nCREATE TABLE city",
				"VALUES (1, '\\${x}')\n;\n\n-- bbbb\nCREATE INDEX CONCURRENTLY",
				"SET name = '\\${y}' || name;\n-- done\n\n-- cccc add the country\nALTER TABLE",
				"-- migrate:downgrade\n-- cccc add the country\nALTER TABLE");
		project.build();
		assertThat(project.output("validate")).contains("5 revisions, 1 head, no mistakes.");
		assertThat(project.output("history", "-v")).contains("aaaa, bbbb, cccc").doesNotContain("R_bbbb.sql");
		assertThat(project.output("squash", "--prove")).contains("Revision ssss builds");
		assertThat(project.output("upgrade")).contains("cccc", "dddd").doesNotContain("ssss, the");
		assertThat(project.output("show", "ssss")).contains("Replaces:", "aaaa, bbbb, cccc");
		assertThat(project.output("current")).contains("dddd", "(head)");
		assertThat(project.error("squash", "ssss:dddd", "--without-proof", "--rev-id", "aaaa"))
			.contains("Revision aaaa is defined more than once: db/revisions/R_aaaa.sql, the new script.");
	}

	@Test
	void deletesWhatIsReplacedAndRefusesWhoIsInTheMiddle(TestDatabase database) {
		TestProject project = withHistory(project(database)).build();
		project.output("upgrade", "cccc");
		assertThat(project.output("squash", "bbbb:cccc", "--rev-id", "ssss", "--delete")).contains(
				"Revision ssss follows aaaa.", "Deleted src/main/resources/db/revisions/R_bbbb.sql",
				"Deleted src/main/java/db/revisions/R_cccc.java", "is refused from now on");
		project.deleteBuilt();
		project.build();
		assertThat(project.output("upgrade")).contains("ssss -> dddd");
		assertThat(project.output("downgrade", "aaaa", "--yes")).contains("ssss");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'bbbb'").update();
		assertThat(project.error("upgrade")).contains("'bbbb', which is in the middle of what revision ssss");
		assertThat(project.run("current").err()).contains("'bbbb', which is in the middle of what revision ssss");
	}

	@Test
	void saysWhatTheSquashedRevisionBuildsOtherwise(TestDatabase database) {
		TestProject project = withHistory(project(database)).build();
		project.output("squash", "base:bbbb", "--rev-id", "ssss", "--without-proof");
		Path file = project.files(SCRIPTS)
			.stream()
			.filter((path) -> path.toString().contains("ssss"))
			.findFirst()
			.orElseThrow();
		String right = TestProject.read(file);
		String relative = this.folder.relativize(file).toString();
		project.file(relative, right.replace("(1, '", "(2, '")).build();
		assertThat(project.error("squash", "--prove")).contains("does not build what the revisions build",
				"the rows differ in id");
		project.file(relative, right.replace("name text", "name varchar(9)")).build();
		assertThat(project.error("squash", "--prove")).contains("Only in the squashed revision:", "varying(9)");
		project.file(relative, right.replace("DROP TABLE city", "ALTER TABLE city DROP COLUMN name")).build();
		assertThat(project.error("squash", "--prove")).contains("that it replaces after the downgrade:");
	}

	@Test
	void keepsWhatRunsOutsideOfTransactionsAndHasNoWayBack(TestDatabase database) {
		TestProject project = project(database)
			.file(SCRIPTS + "R_0001.sql",
					script("-- revision: 0001\n", "CREATE TABLE land (id int PRIMARY KEY)", " none\n"))
			.sql("aaaa", "")
			.file(SCRIPTS + "R_bbbb.sql", script("-- revision: bbbb\n-- revises: aaaa\n-- depends-on: 0001\n",
					"CREATE TABLE city (id int, land int REFERENCES land);\nSET LOCAL search_path = ''; RESET ROLE",
					"\nSELECT pg_catalog.set_config('search_path', 'public', false);\nDROP TABLE city"))
			.file("src/main/java/db/revisions/R_cccc.java", """
					package db.revisions;

					import dev.migrate.Revision;
					import dev.migrate.operations.Migration;
					import dev.migrate.operations.Operations;

					import static dev.migrate.operations.operation.Backfill.update;

					@Revision(id = "cccc", down = "bbbb")
					class R_cccc implements Migration {

						@Override
						public void upgrade(Operations op) {
							op.execute("COPY city FROM stdin;\\n1\\t\\\\N\\n\\\\.\\n");
							op.autocommitBlock(() -> op.backfill(update("city").set("id", "7").where("id = 1")));
						}

						@Override
						public void downgrade(Operations op) {
							throw new UnsupportedOperationException("There is no way back from cccc");
						}

					}
					""")
			.sql("dddd", "cccc")
			.build();
		assertThat(project.error("squash", "base:bbbb", "--without-proof", "--rev-id", "dddd"))
			.contains("Revision dddd is defined more than once: db/revisions/R_dddd.sql, the new script.");
		assertThat(project.run("squash", "base:bbbb", "--rev-id", "ssss").toString()).contains(
				"builds what the revisions",
				"What bbbb sets holds for the statements of later revisions, too: SET LOCAL search_path",
				"revisions, too: RESET ROLE", "revisions, too: SELECT pg_catalog.set_config('search_path'");
		assertThat(project.build().run("squash", "cccc:dddd", "--rev-id", "tttt").toString()).contains(
				"It has no downgrade, because cccc has none.", "It runs outside a transaction",
				"Revision tttt builds what the revisions build that it replaces.");
		Path file = project.files(SCRIPTS)
			.stream()
			.filter((path) -> path.toString().contains("tttt"))
			.findFirst()
			.orElseThrow();
		assertThat(TestProject.read(file)).contains("-- transaction: none\n", "\n-- migrate:downgrade none");
		project
			.file(project.relative(file),
					TestProject.read(file).replace("downgrade none", "downgrade\nDELETE FROM city; DROP TABLE t_dddd;"))
			.build();
		assertThat(project.run("squash", "--prove").toString()).contains("The downgrade is not compared.",
				"There is no way back from cccc", "Revision tttt builds what the revisions build that it replaces.");
		project.output("upgrade", "dddd");
		assertThat(database.jdbc().sql("SELECT id FROM city").query(Integer.class).list()).containsExactly(7);
	}

	@Test
	void refusesWhatIsNoRange(TestDatabase database) {
		TestProject project = project(database).sql("aaaa", "")
			.sql("bbbb", "aaaa")
			.sql("cccc", "aaaa")
			.sql("dddd", "bbbb,cccc")
			.sql("eeee", "bbbb")
			.build();
		assertThat(project.error("squash", "aaaa:cccc")).contains(
				"Revision bbbb (db/revisions/R_bbbb.sql) follows or" + " depends on aaaa (db/revisions/R_aaaa.sql)",
				"second way out");
		assertThat(project.error("squash", "base:")).contains("ends with several revisions");
		assertThat(project.error("squash", "cccc:dddd")).contains("dddd (db/revisions/R_dddd.sql) follows bbbb",
				"second way in");
		assertThat(project.error("squash", "aaaa:aaaa")).contains("its only revision");
		assertThat(project.error("squash", "bbbb:cccc")).contains("does not lead from a revision");
		assertThat(project.error("squash", "--prove")).contains("There is no squashed revision");
		assertThat(project.run("squash").err()).contains("A range is missing");
		assertThat(project.run("squash", "--prove", "a:b").err()).contains("cannot be combined");
		assertThat(project.run("squash", "a:b", "--delete", "--without-proof").err()).contains("cannot be combined");
		assertThat(project.files(SCRIPTS)).hasSize(5);
	}

}
