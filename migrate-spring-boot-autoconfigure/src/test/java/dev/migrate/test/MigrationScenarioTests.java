package dev.migrate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.Table.table;
import static dev.migrate.test.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(PostgresExtension.class)
class MigrationScenarioTests {

	@Test
	void leadsADatabaseThroughTheRevisions(TestDatabase database, @TempDir Path folder) throws IOException {
		Migrator migrator = new ScriptFolder(folder).table("a1", "")
			.revision("b2", "a1", "CREATE INDEX a1_id ON a1 (id);", " none")
			.migrator(database.dataSource());
		WantedSchema wanted = new WantedSchema(
				List.of(table("public.a1").column("id", integer()).column("age", integer())), List.of(), List.of(),
				List.of(), List.of());
		String name;
		try (MigrationScenario scenario = MigrationScenario.of(migrator, (target) -> wanted)) {
			name = scenario.jdbc().sql("SELECT current_database()").query(String.class).single();
			assertThat(scenario).isAt("base").hasNoTable("a1");
			assertThatIllegalStateException().isThrownBy(() -> scenario.migrateTo("a1"))
				.withMessage("The scenario has begun already. Use to(\"a1\") to go on to another revision.");
			assertThat(scenario.to("a1").to("-1").to("+1").to("b2")).isAtHead().hasIndex("a1_id");
			failsWith("Expected the database to be at a1, but it is at b2.", () -> assertThat(scenario).isAt("a1"));
			failsWith("Expected a column a1.age, but there is none.",
					() -> assertThat(scenario).hasColumn("a1", "age"));
			failsWith("Expected no table a1, but there is one.", () -> assertThat(scenario).hasNoTable("a1"));
			failsWith(
					"Expected the database to match the entities, but they differ:\n  column a1.age is missing: integer",
					() -> assertThat(scenario).matchesEntities());
			Path accepted = Files.writeString(folder.resolve("accepted-differences.json"), """
					[{"kind": "column", "object": "a1", "part": "age", "wanted": "integer"}]
					""");
			assertThat(scenario).matchesEntities();
			Files.delete(accepted);
			scenario.jdbc().sql("ALTER TABLE a1 ADD age integer").update();
			assertThat(scenario).matchesEntities();
		}
		assertThat(database.tables()).isEmpty();
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_database WHERE datname = ?")
			.param(name)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void goesFromBranchToBranch(TestDatabase database, @TempDir Path folder) {
		Migrator migrator = new ScriptFolder(folder).table("a1", "")
			.table("b2", "a1")
			.table("c3", "a1")
			.migrator(database.dataSource());
		try (MigrationScenario scenario = MigrationScenario.of(migrator)) {
			assertThat(scenario.migrateTo("b2").to("c3")).isAt("b2", "c3").isAtHead().hasTable("b2");
			assertThat(scenario.to("b2@a1")).isAt("c3").hasNoTable("b2");
			assertThat(scenario.to("a1")).isAt("a1").hasNoTable("c3");
			assertThatExceptionOfType(MultipleHeadsException.class).isThrownBy(scenario::upgrade);
			assertThat(scenario.upgrade("heads")).isAtHead();
		}
	}

	private static void failsWith(String message, Runnable assertion) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run).withMessage(message);
	}

}
