package dev.migrate.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command validate.
 */
class ValidateCommandTests {

	private static final String RESOURCES = "src/main/resources/db/revisions/";

	@TempDir
	Path folder;

	private TestProject project;

	@BeforeEach
	void createProject() {
		this.project = new TestProject(this.folder);
	}

	@Test
	void aSoundProjectHasNoMistakes() {
		this.project.sql("a1", "")
			.file(RESOURCES + "R_b2.sql",
					"-- revision: b2\n-- revises: a1\n-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade none\n")
			.file("src/main/java/db/revisions/R_c3.java",
					reversible("c3", "b2", "op.addColumn(\"t_a1\", column(\"n\", text()));"))
			.build();
		assertThat(this.project.output("validate")).isEqualTo("""
				3 revisions, 1 head, no mistakes.
				No downgrade: b2
				""");
		JsonNode json = JsonMapper.shared().readTree(this.project.output("validate", "--json"));
		assertThat(json.path("revisions").asInt()).isEqualTo(3);
		assertThat(json.path("heads").get(0).asString()).isEqualTo("c3");
		assertThat(json.path("mistakes")).isEmpty();
	}

	@Test
	void aProjectWithoutRevisionsHasNoMistakes() {
		assertThat(this.project.output("validate")).isEqualTo("0 revisions, 0 heads, no mistakes.\n");
	}

	@Test
	void allMistakesAreListed() {
		this.project.sql("a1", "")
			.sql(RESOURCES + "other/R_a1.sql", "a1", "")
			.sql("b2", "x9")
			.sql("c3", "c3")
			.file(RESOURCES + "R_d4.sql", "-- revision: d4\n-- revises: a1\n-- migrate:upgrade\nSELECT 1;\n")
			.file(RESOURCES + "R_e5.sql", "-- revisoin: e5\n-- migrate:upgrade\n-- migrate:downgrade none\n")
			.file(RESOURCES + "R_f6.sql",
					"-- revision: f6\n-- migrate:upgrade\nSELECT 'open;\n-- migrate:downgrade\nSELECT ${nothing};\n")
			.file("src/main/java/db/revisions/R_g7.java", reversible("g7", "a1", "op.dropTable(\"t_a1\");"))
			.file("src/main/java/db/revisions/R_h8.java",
					"package db.revisions;\n@dev.migrate.Revision(id = \"h8\", down = \"a1\") class R_h8 { }\n")
			.build();
		TestCommandLine.Result result = this.project.run("validate");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("a1 is defined more than once", "other/R_a1.sql", "x9",
				"Revision c3 (db/revisions/R_c3.sql) follows itself", "R_d4.sql: the section '-- migrate:downgrade'",
				"R_e5.sql, line 1: unknown header key 'revisoin'", "R_f6.sql, line 5: the placeholder", "R_g7.class",
				"cannot be reversed", "db.revisions.R_h8");
		assertThat(result.out()).contains("mistakes.");
		JsonNode json = JsonMapper.shared().readTree(this.project.run("validate", "--json").out());
		assertThat(json.path("mistakes")).hasSizeGreaterThan(7).allSatisfy((mistake) -> {
			assertThat(mistake.propertyNames()).containsExactly("problem", "action");
			assertThat(mistake.path("action").asString()).isNotEmpty();
		});
	}

	@Test
	void statementsAreTakenApartByTheDialect() {
		this.project
			.file(RESOURCES + "R_a1.sql",
					"-- revision: a1\n-- migrate:upgrade\nSELECT 'open;\n-- migrate:downgrade none\n")
			.build();
		assertThat(this.project.error("validate")).contains("R_a1.sql, line 3", "never closed");
		assertThat(this.project.error("validate", "--dialect", "postgresql:16")).contains("never closed");
		assertThat(this.project.error("validate", "--dialect", "dbase")).contains("dbase");
	}

	@Test
	void severalHeadsAreAMistakeUnlessTheyAreWanted() {
		this.project.sql("a1", "").sql("b2", "a1").sql("c3", "a1").build();
		assertThat(this.project.error("validate")).contains("2 heads", "b2", "c3", "migrate merge heads");
		assertThat(this.project.output("validate", "--allow-multiple-heads")).contains("3 revisions, 2 heads");
		assertThat(this.project.target("heads").output("validate")).contains("no mistakes");
	}

	@Test
	void circlesAreAMistake() {
		this.project.sql("a1", "b2").sql("b2", "a1").build();
		assertThat(this.project.error("validate")).contains("a1", "b2");
	}

	@Test
	void aReversibleClassThatNeedsBeansIsNotCreated() {
		this.project
			.file("src/main/java/db/revisions/R_a1.java",
					reversible("a1", "", "throw new IllegalStateException();").replace("ReversibleMigration {",
							"ReversibleMigration { R_a1(Runnable bean) { }"))
			.build();
		assertThat(this.project.output("validate")).contains("no mistakes");
		this.project
			.file("src/main/java/db/revisions/R_a1.java",
					reversible("a1", "", "throw new IllegalStateException(\"now\");"))
			.build();
		assertThat(this.project.error("validate")).contains("R_a1.class", "IllegalStateException: now");
	}

	@Test
	void aMissingLocationIsAMistake() {
		assertThat(this.project.locations("classpath:nowhere").error("validate")).contains("classpath:nowhere");
	}

	private static String reversible(String id, String down, String statement) {
		return """
				package db.revisions;

				import dev.migrate.Revision;
				import dev.migrate.operations.Operations;
				import dev.migrate.operations.ReversibleMigration;

				import static dev.migrate.schema.Column.column;
				import static dev.migrate.schema.DataType.text;

				@Revision(id = "%1$s", down = { %2$s })
				class R_%1$s implements ReversibleMigration {

					@Override
					public void change(Operations op) {
						%3$s
					}

				}
				""".formatted(id, down.isEmpty() ? "" : '"' + down + '"', statement);
	}

}
