package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.tenant.TenantFailurePolicy;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands of applications with tenants.
 */
@ExtendWith(PostgresExtension.class)
class TenantCommandsTests {

	@Test
	void commandsAreForAllTenantsSomeOrOne(TestDatabase database, @TempDir Path folder) {
		database.jdbc().sql("CREATE SCHEMA a1; CREATE SCHEMA a2; CREATE SCHEMA \"B\"; CREATE SCHEMA public2").update();
		Migrator migrator = new ScriptFolder(folder).chain().migrator(database.dataSource());
		TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(List.of("a*", "B")).build();
		TestCommandLine line = new TestCommandLine(migrator, database.url()).with(tenants);

		assertThat(line.output("status")).startsWith("3 tenants: 0 at the target; 3 behind: B, a1, a2")
			.contains("  a1  behind at base, 3 revisions pending");
		assertThat(line.output("upgrade", "b2", "--tenant", "a*"))
			.startsWith("Of 2 tenants, 2 migrated (4 revisions), 0 had nothing to do.");
		assertThat(line.output("upgrade")).startsWith("Of 3 tenants, 3 migrated (5 revisions), 0 had nothing to do.");
		assertThat(line.output("current", "--check-heads")).startsWith("3 tenants: 3 at the target");
		assertThat(line.output("status", "--json"))
			.isEqualToIgnoringNewLines("{\"tenants\":3,\"counts\":{\"at-target\":3},\"others\":[]}");
		assertThat(line.output("current", "--tenant=B")).contains("c3");
		assertThat(database.tables()).isEmpty();

		assertThat(line.run("downgrade", "-1").err()).contains("A downgrade of 3 tenants", "--yes");
		assertThat(line.output("downgrade", "-1", "--yes", "--tenant", "a?", "--json")).contains("\"migrated\":2",
				"\"failures\":{}");
		assertThat(line.run("current", "-c")).satisfies((result) -> {
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.out()).startsWith("3 tenants: 1 at the target; 2 behind: a1, a2");
		});
		assertThat(line.output("upgrade", "b2:head", "--sql", "--tenant", "B"))
			.contains("UPDATE \"B\".migrate_version");
		assertThat(line.output("upgrade", "b2:head", "--sql")).contains("\\if :{?schema}", "UPDATE migrate_version");
		assertThat(line.output("downgrade", "head:b2", "--sql", "--idempotent")).contains("\\if :{?schema}");
		assertThat(line.output("stamp", "b2:head", "--sql", "--tenant", "a*")).contains("\\if :{?schema}");
		assertThat(line.output("ensure-version", "--sql")).contains("\\if :{?schema}");
		assertThat(line.output("upgrade", "b2:head", "--sql", "--plain")).contains("CREATE TABLE c3 (")
			.doesNotContain("\\if");
		assertThat(line.run("upgrade", "--sql", "--plain").err()).contains("requires a range");
		assertThat(line.output("upgrade", "--sql", "--tenant", "anew"))
			.contains("CREATE TABLE IF NOT EXISTS anew.migrate_version");
		assertThat(line.run("upgrade", "--sql", "--tenant", "zulu").err()).contains("There is no tenant 'zulu'.");
		TenantMigrator empty = TenantMigrator.builder(migrator).schemas(List.of("acme", "")).build();
		assertThat(new TestCommandLine(migrator, database.url()).with(empty)
			.run("upgrade", "--sql", "--tenant", "x")
			.err()).contains("'' cannot be the schema of a tenant: it is empty.", "migrate.tenants.schemas");
		assertThat(line.run("upgrade", "--dry-run").err()).contains("one tenant at a time", "--tenant acme");
		assertThat(line.run("status", "--tenant", "acme").err()).contains("There is no tenant 'acme'.",
				"such as B, a1, a2.");
		assertThat(new TestCommandLine(migrator).run("current", "--tenant", "acme").err())
			.contains("there are no tenants");
		TestCommandLine none = new TestCommandLine(migrator)
			.with(TenantMigrator.builder(migrator).schemas(List.of("tennant_*")).build());
		for (String command : List.of("upgrade", "status", "current")) {
			assertThat(none.output(command)).startsWith("There are no tenants: no schema matches");
			assertThat(line.run(command, "--tenant", "z*").err()).contains("There is no tenant 'z*'.");
		}
		assertThat(line.run("downgrade", "nope", "--yes").err())
			.startsWith("Error: No revision or branch label is 'nope'");
		assertThat(line.run("stamp", "nope").err()).startsWith("Error: No revision or branch label is 'nope'");
		TestCommandLine missing = new TestCommandLine(migrator)
			.with(TenantMigrator.builder(migrator).schemas(List.of("missing")).build());
		for (String command : List.of("upgrade", "status", "current")) {
			assertThat(missing.run(command, "--tenant", "missing").err())
				.startsWith("Error: Schema 'missing' does not exist, or the role may not use it.");
		}

		assertThat(line.run("check")).satisfies((result) -> {
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.err()).contains("3 tenants: 1 at the target; 2 behind: a1, a2",
					"There is no other tenant to compare it with.");
		});
		line.output("upgrade");
		assertThat(line.run("check")).satisfies((result) -> {
			assertThat(result.exitCode()).as(result.toString()).isZero();
			assertThat(result.err()).contains("All 3 tenants are alike.", "Nothing is compared");
		});
		database.jdbc().sql("ALTER TABLE a1.a1 DROP id; ALTER TABLE a2.a1 DROP id; CREATE TABLE a2.x ()").update();
		assertThat(line.run("check")).satisfies((result) -> {
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.out().lines()).containsExactlyInAnyOrder("1 tenant differs from B: a1",
					"  column a1.id is missing", "1 tenant differs from B: a2", "  column a1.id is missing",
					"  table x is not in the other");
		});
		assertThat(line.run("check", "--tenant", "a*", "--json").out()).contains(
				"\"tenants\":{\"compared\":\"a1\",\"same\":1,\"others\":[{\"tenants\":[\"a2\"],\"differences\":[\"table x is not in the other\"]}]}");
		assertThat(line.output("stamp", "base")).startsWith("Of 3 tenants, 3 migrated");
	}

	@Test
	void stepsAreNotCountedFromDifferentRevisions(TestDatabase database, @TempDir Path folder) {
		database.jdbc().sql("CREATE SCHEMA a1; CREATE SCHEMA a2; CREATE SCHEMA a3").update();
		Migrator migrator = new ScriptFolder(folder).chain().migrator(database.dataSource());
		TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(List.of("a*")).build();
		TestCommandLine line = new TestCommandLine(migrator, database.url()).with(tenants);
		assertThat(line.output("upgrade", "+3")).startsWith("Of 3 tenants, 3 migrated (9 revisions)");
		database.jdbc().sql("ALTER TABLE a2.c3 RENAME TO other").update();
		assertThat(line.run("downgrade", "-1", "--yes").err()).contains("2 migrated (2 revisions)", "1 failed");
		database.jdbc().sql("ALTER TABLE a2.other RENAME TO c3").update();

		for (String again : List.of("-1", "current-1")) {
			assertThat(line.run("downgrade", again, "--yes").err()).contains(
					"'" + again + "' counts from where each tenant stands", "2 at b2, 1 at c3",
					"Name the revision that all of them are to be at.");
		}
		assertThat(line.run("upgrade", "+1").err()).contains("'+1' counts from where each tenant stands");
		assertThat(line.output("downgrade", "c3-1", "--yes"))
			.startsWith("Of 3 tenants, 1 migrated (1 revision), 2 had nothing to do.");
		assertThat(line.output("downgrade", "-1", "--yes")).startsWith("Of 3 tenants, 3 migrated (3 revisions)");
	}

	@Test
	void aTerminalShowsHowFarTheRunIsInOneLine(TestDatabase database, @TempDir Path folder) {
		database.jdbc().sql("CREATE SCHEMA a1; CREATE SCHEMA a2; CREATE TABLE a2.c3 ()").update();
		Migrator migrator = new ScriptFolder(folder).chain().migrator(database.dataSource());
		TenantMigrator tenants = TenantMigrator.builder(migrator)
			.schemas(List.of("a*"))
			.onFailure(TenantFailurePolicy.CONTINUE)
			.build();
		TestCommandLine line = new TestCommandLine(migrator, database.url()).with(tenants).interactive("");

		assertThat(line.run("upgrade", "b2").out()).startsWith("0 of 2 tenants are done")
			.containsPattern("\r {23,}\rOf 2 tenants, 2 migrated \\(4 revisions\\), 0 had nothing to do.\\R$");
		assertThat(line.run("upgrade").out()).startsWith("0 of 2 tenants are done")
			.contains("\rOf 2 tenants, 1 migrated (1 revision), 0 had nothing to do, 1 failed.");
		database.jdbc().sql("UPDATE a2.migrate_version SET version_num = 'ffff'").update();
		assertThat(line.run("upgrade", "--tenant", "a2").err())
			.contains("'migrate stamp --tenant a2 --purge <revision>'");
		database.jdbc().sql("UPDATE a2.migrate_version SET version_num = 'b2'").update();
		assertThat(line.run("stamp", "head", "--json").out()).startsWith("{\"tenants\":2");
		assertThat(line.run("downgrade", "-1", "--yes", "--quiet").out()).isEmpty();
		assertThat(line.run("upgrade", "b2").out()).startsWith("Of 2 tenants, 0 migrated");
	}

}
