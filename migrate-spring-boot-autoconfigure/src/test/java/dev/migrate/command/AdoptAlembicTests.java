package dev.migrate.command;

import java.nio.file.Path;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate adopt alembic}.
 */
@ExtendWith(PostgresExtension.class)
class AdoptAlembicTests {

	private static final String REVISIONS = "src/main/resources/db/revisions";

	@TempDir
	Path folder;

	/**
	 * What Alembic 1.20 writes.
	 */
	private static final String UPGRADES = """
			BEGIN;

			CREATE TABLE alembic_version (
			    version_num VARCHAR(32) NOT NULL,\s
			    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
			);

			-- Running upgrade  -> 1975ea83b712

			CREATE TABLE account (
			    id SERIAL NOT NULL,\s
			    name VARCHAR(50) NOT NULL
			);

			INSERT INTO account (name) VALUES ('a;b');

			INSERT INTO alembic_version (version_num) VALUES ('1975ea83b712') RETURNING alembic_version.version_num;

			-- Running upgrade 1975ea83b712 -> ae10

			COMMIT;

			CREATE INDEX CONCURRENTLY acc_name ON account (name);

			BEGIN;

			UPDATE alembic_version SET version_num='ae10' WHERE alembic_version.version_num = '1975ea83b712';

			-- Running upgrade 1975ea83b712 -> ae11

			COMMENT ON TABLE account IS 'x';

			UPDATE alembic_version SET version_num='ae11' WHERE alembic_version.version_num = 'ae10';

			-- Running upgrade ae10, ae11 -> m1

			UPDATE alembic_version SET version_num='m1' WHERE alembic_version.version_num = 'ae11';

			COMMIT;

			""";

	private static final String DOWNGRADES = """
			BEGIN;

			-- Running downgrade m1 -> ae10, ae11

			UPDATE alembic_version SET version_num='ae11' WHERE alembic_version.version_num = 'm1';

			-- Running downgrade ae11 -> 1975ea83b712

			UPDATE alembic_version SET version_num='ae10' WHERE alembic_version.version_num = 'ae11';

			-- Running downgrade ae10 -> 1975ea83b712

			DROP INDEX acc_name;

			UPDATE alembic_version SET version_num='1975ea83b712' WHERE alembic_version.version_num = 'ae10';

			-- Running downgrade 1975ea83b712 ->\s

			DROP TABLE account;

			DELETE FROM alembic_version WHERE alembic_version.version_num = '1975ea83b712';

			COMMIT;

			""";

	private TestProject project(TestDatabase database) {
		return new TestProject(this.folder).database(database.dataSource())
			.file("versions/1975ea83b712_create.py", """
					\"""create account table

					Revision ID: 1975ea83b712
					Revises:\s
					Create Date: 2024-05-01 10:00:00.123456

					\"""
					from typing import Sequence, Union
					from alembic import op

					# revision identifiers, used by Alembic.
					revision: str = '1975ea83b712'
					down_revision: Union[str, Sequence[str], None] = None
					branch_labels = ('core',)
					depends_on = None


					def upgrade() -> None:
					    revision = 'other'
					    op.execute(\"""
					revision = 'not this one'
					\""")
					""")
			.file("versions/ae10_add_index.py", "revision = 'ae10'\ndown_revision = \"1975ea83b712\"\n")
			.file("versions/nested/ae11_other.py",
					"'''other branch'''\nrevision = 'ae11'\ndown_revision = '1975ea83b712'\ndepends_on = [\n  'ae10',  # first\n]\n")
			.file("versions/m1_merge.py",
					"\"merge\"\nrevision = 'm1'\ndown_revision = (\n    'ae10',\n    \"ae11\",\n)\n")
			.file("versions/helper.py", "def help(): pass\n");
	}

	@Test
	void revisionsKeepTheirIdsAndTheirPlace(TestDatabase database) {
		TestProject project = project(database).file("up.sql", UPGRADES)
			.file("down.sql", DOWNGRADES)
			.file("alembic.sh", """
					case "$1 $2 $3" in
					"upgrade heads --sql") cat up.sql ;;
					"downgrade heads:base --sql") cat down.sql ;;
					*) exit 1 ;;
					esac
					""");
		database.jdbc()
			.sql("""
					CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
					INSERT INTO alembic_version VALUES ('m1');
					CREATE TABLE account (id serial NOT NULL, name varchar(50) NOT NULL);
					CREATE INDEX acc_name ON account (name);
					COMMENT ON TABLE account IS 'x'""")
			.update();
		assertThat(project.output("adopt", "alembic", "versions", "--alembic", "sh alembic.sh")).contains(
				"Wrote 4 revisions:", "Set migrate.version-table=alembic_version", "Both histories build the same.");
		assertThat(script(project, "ae10")).contains("-- revises: 1975ea83b712\n", "-- transaction: none\n",
				"-- migrate:upgrade\nCREATE INDEX CONCURRENTLY acc_name ON account (name);\n",
				"-- migrate:downgrade\nDROP INDEX acc_name;\n");
		assertThat(script(project, "ae11")).contains("-- depends-on: ae10\n", "-- message: other branch\n",
				"COMMENT ON TABLE account IS 'x';");
		assertThat(script(project, "m1")).contains("-- revises: ae10, ae11\n", "-- message: merge\n");
		assertThat(script(project, "1975ea83b712"))
			.contains("-- labels: core\n", "-- created: 2024-05-01T10:00:00Z\n", "-- message: create account table\n",
					"-- migrate:upgrade\nCREATE TABLE account (",
					"\n);\n\nINSERT INTO account (name) VALUES ('a;b');\n\n-- migrate:downgrade\nDROP TABLE account;\n")
			.doesNotContain("alembic_version");
		assertThat(project.build().output("adopt", "alembic", "versions", "--alembic", "sh alembic.sh"))
			.contains("Every migration of Alembic is a revision already.", "Both histories build the same.");
	}

	private static String script(TestProject project, String id) {
		return project.files(REVISIONS)
			.stream()
			.map(TestProject::read)
			.filter((script) -> script.contains("-- revision: " + id + "\n"))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void whatAlembicCannotWriteIsLeftToBeWritten(TestDatabase database) {
		TestProject project = project(database).file("up.sql", UPGRADES).file("alembic.sh", """
				case "$1 $2" in
				"upgrade base:1975ea83b712") cat up.sql ;;
				*) echo 'Traceback' >&2; echo 'asks the database' >&2; exit 1 ;;
				esac
				""");
		assertThat(project.output("adopt", "alembic", "versions", "--alembic", "sh alembic.sh", "--without-proof"))
			.contains(
					"versions/1975ea83b712_create.py: Alembic cannot write its downgrade as SQL, so that the revision has none: asks the database.",
					"versions/ae10_add_index.py: Alembic cannot write it as SQL: asks the database.",
					"versions/ae10_add_index.py: its revision does nothing yet: write there what upgrade() does.");
		assertThat(script(project, "1975ea83b712")).contains("CREATE TABLE account (", "-- migrate:downgrade none");
		assertThat(script(project, "ae10"))
			.contains("-- The function upgrade() in versions/ae10_add_index.py did this.", "-- migrate:downgrade none");
	}

	@Test
	void revisionsThatMakeNoSenseAreRefused(TestDatabase database) {
		TestProject project = project(database).file("versions/bad.py", "revision = make_id()\n")
			.file("versions/again.py", "revision = 'ae10'\n")
			.file("versions/lost.py", "revision = 'lost'\ndown_revision = 'nowhere'\ndepends_on = 'nothing'\n")
			.file("versions/odd.py", "revision = 'a-b'\n")
			.file("versions/none.py", "down_revision = 'ae10'\n");
		assertThat(project.error("adopt", "alembic", "versions")).contains(
				"versions/bad.py: line 1: the value of revision is computed.",
				"versions/none.py: it has a down_revision and no revision.",
				"versions/lost.py: no file has the revision nowhere that it follows.",
				"versions/lost.py: no file has the revision nothing that it depends on.",
				"its id is that of versions/ae10_add_index.py, too.",
				"versions/odd.py: its id 'a-b' cannot be one of Migrate: ");
		assertThat(project.error("adopt", "alembic", "nowhere")).contains("There is no folder ");
		assertThat(project.run("adopt", "alembic").exitCode()).isEqualTo(2);
		assertThat(project.run("adopt", "flyway", "versions").exitCode()).isEqualTo(2);
		assertThat(project.files(REVISIONS)).isEmpty();
	}

}
