package dev.migrate.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.script.ScriptSettings;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonWriter;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands of an application with several databases.
 */
@ExtendWith(PostgresExtension.class)
class SeveralDatabasesTests {

	@TempDir
	private Path folder;

	private DataSource dataSource = new SimpleDriverDataSource();

	private List<String> tenantsOfOrders = List.of();

	@BeforeEach
	void writeScripts() throws IOException {
		write("billing", "a1", "");
		write("billing", "a2", "a1");
		write("orders", "b1", "");
	}

	@Test
	void whatReadsTellsAllOfThemUnderTheirNames() {
		Result heads = run("heads");
		assertThat(heads.exitCode()).isZero();
		assertThat(heads.out()).isEqualTo("""
				billing:
				a2  (head)  add a2

				orders:
				b1  (head)  add b1
				""");
		assertThat(heads.err()).isEmpty();
		assertThat(run("heads", "--json").out()).startsWith("{\"billing\":[{\"revision\":\"a2\"")
			.contains("],\"orders\":[{\"revision\":\"b1\"");
		assertThat(run("history").out()).isEqualTo("""
				billing:
				a1     -> a2  (head)  add a2
				<base> -> a1  add a1

				orders:
				<base> -> b1  (head)  add b1
				""");
		assertThat(run("history", "--json").out()).startsWith("{\"billing\":[").contains("\"orders\":[");
		assertThat(run("branches", "--json").out()).isEqualTo("{\"billing\":[],\"orders\":[]}\n");
		assertThat(run("validate").out()).isEqualTo("""
				billing:
				2 revisions, 1 head, no mistakes.

				orders:
				1 revision, 1 head, no mistakes.
				""");
		assertThat(run("heads", "--quiet").out()).isEmpty();
	}

	@Test
	void oneOfThemIsToldAsIfThereWereNoOther() {
		assertThat(run("heads", "--database", "orders").out()).isEqualTo("b1  (head)  add b1\n");
		assertThat(run("heads", "--database=orders", "--json").out()).startsWith("[{\"revision\":\"b1\"");
		assertThat(run("--database", "billing", "history", "--format", "mermaid").out()).contains("a1", "a2");
		assertThat(run("heads", "--migrator", "orders").out()).isEqualTo("b1  (head)  add b1\n");
		assertThat(run("--help").out()).contains("--database=NAME").doesNotContain("--migrator");
	}

	@Test
	void aRevisionThatOneOfThemHasIsOfThatOne() {
		assertThat(run("show", "b1").out()).startsWith("orders:").doesNotContain("billing");
		assertThat(run("show", "head", "--json").out()).startsWith("{\"billing\":[").contains("\"orders\":[");
		assertThat(run("history", "-r", "a1:head").out()).startsWith("billing:").doesNotContain("orders");
		Result unknown = run("show", "c1");
		assertThat(unknown.exitCode()).isEqualTo(1);
		assertThat(unknown.out()).isEmpty();
		assertThat(unknown.err()).contains("Error: billing: No revision", "Error: orders: No revision");
	}

	@Test
	void whatChangesSomethingMustBeTold(TestDatabase database) {
		this.dataSource = database.dataSource();
		for (String[] command : List.of(new String[] { "upgrade" }, new String[] { "downgrade", "base" },
				new String[] { "stamp", "head" }, new String[] { "ensure-version" }, new String[] { "accept" },
				new String[] { "baseline" }, new String[] { "revision", "-m", "new" },
				new String[] { "merge", "heads" }, new String[] { "edit", "head" }, new String[] { "init" },
				new String[] { "objects", "--write" }, new String[] { "upgrade", "--sql" },
				new String[] { "show", "head", "--plain" }, new String[] { "history", "--format", "dot" })) {
			Result result = run(command);
			assertThat(result.exitCode()).as(command[0]).isEqualTo(1);
			assertThat(result.out()).isEmpty();
			assertThat(result.err()).isEqualTo("""
					Error: The application has 2 databases: billing, orders.
					Name the one that is meant, as in --database billing.
					""");
		}
		assertThat(database.tables()).isEmpty();
		assertThat(this.folder.resolve("src")).doesNotExist();
		Result unknown = run("upgrade", "--database", "oders");
		assertThat(unknown.exitCode()).isEqualTo(1);
		assertThat(unknown.err()).isEqualTo("""
				Error: The application has no database 'oders'.
				Did you mean 'orders'? Its databases are billing, orders.
				""");
		assertThat(run("upgrade", "--database", "orders").exitCode()).isZero();
		assertThat(run("init", "--database", "orders", "--format", "sql").out()).contains("upgrade --database orders",
				"downgrade --database orders -1");
		assertThat(database.tables()).contains("t_b1", "orders_version").doesNotContain("t_a1");
		Result current = run("current");
		assertThat(current.out()).isEqualTo("orders:\nb1  (head) (current)  add b1\n");
		assertThat(current.err()).isEqualTo("billing: The database is at base: no revision is applied.\n");
		Result heads = run("current", "--check-heads", "--json");
		assertThat(heads.exitCode()).isEqualTo(1);
		assertThat(heads.out()).startsWith("{\"billing\":[],\"orders\":[{\"revision\":\"b1\"");
		assertThat(heads.err()).contains("Error: billing: The database is at base, but the head is a2.",
				"Run 'migrate upgrade --database billing heads'", "'migrate history --database billing -i'");
		assertThat(run("status").out()).containsPattern(
				"(?s)billing:\nDatabase +jdbc.*2 revisions pending.*\n\n" + "orders:\nDatabase +jdbc.*up to date");
		assertThat(run("status", "--json").out()).startsWith("{\"billing\":{\"database\":")
			.contains(",\"orders\":{\"database\":");
	}

	@Test
	void eachIsComparedWithWhatIsWantedOfIt(TestDatabase database) throws IOException {
		this.dataSource = database.dataSource();
		Result behind = run("check", "--json");
		assertThat(behind.exitCode()).isEqualTo(1);
		assertThat(behind.err()).contains("Error: billing: ", "Error: orders: ");
		assertThat(behind.out()).isEmpty();
		run("upgrade", "--database", "orders");
		Result partly = run("check", "--json");
		assertThat(partly.exitCode()).isEqualTo(1);
		assertThat(partly.err()).contains("Error: billing: The database is at base").doesNotContain("Error: orders: ");
		assertThat(partly.out()).startsWith("{\"billing\":{\"error\":{\"problem\":\"The database is at base")
			.contains("\"action\":\"Run 'migrate upgrade --database billing heads'")
			.contains("\"orders\":{\"differences\":[]");
		run("upgrade", "--database", "billing");
		Result same = run("check");
		assertThat(same.exitCode()).as(same.toString()).isZero();
		assertThat(same.err()).contains("billing: Nothing is compared", "orders: The database matches");
		assertThat(run("check", "--database", "billing", "--json").out()).startsWith("{\"differences\":[]");
		Files.writeString(this.folder.resolve("billing/a2.sql"), "-- revision: a2\n");
		Result broken = run("heads");
		assertThat(broken.exitCode()).isEqualTo(1);
		assertThat(broken.err()).contains("Error: billing: ", "a2.sql");
		assertThat(broken.out()).isEqualTo("orders:\nb1  (head)  add b1\n");
		FileSystemUtils.deleteRecursively(this.folder.resolve("billing"));
		for (String[] command : List.of(new String[] { "heads" }, new String[] { "heads", "--database", "billing" })) {
			assertThat(run(command).err()).contains("Correct migrate.databases.billing.locations");
		}
	}

	@Test
	void aTenantIsOfTheDatabaseThatHasTenants(TestDatabase database) {
		this.dataSource = database.dataSource();
		this.tenantsOfOrders = List.of("t*");
		database.jdbc().sql("CREATE SCHEMA t1; CREATE SCHEMA t2").update();
		assertThat(run("upgrade", "--tenant", "t1")).satisfies((upgrade) -> assertThat(upgrade.exitCode()).isZero());
		assertThat(run("status", "--tenant", "t*")).satisfies((status) -> assertThat(status.exitCode()).isZero())
			.satisfies((status) -> assertThat(status.out()).startsWith("2 tenants: 1 at the target; 1 behind: t2\n"));
		assertThat(run("status").out()).startsWith("billing:").contains("orders:\n2 tenants");
		assertThat(run("upgrade").err()).contains("The application has 2 databases");
		assertThat(run("upgrade", "--tenant", "t3").err()).contains("There is no tenant 't3'.", "such as t1, t2.");
		assertThat(run("upgrade", "--database", "billing", "--tenant", "t1").err()).contains("there are no tenants");
		assertThat(database.tables()).isEmpty();
	}

	private void write(String database, String id, String down) throws IOException {
		Files.createDirectories(this.folder.resolve(database));
		Files.writeString(this.folder.resolve(database + "/" + id + ".sql"),
				"-- revision: " + id + "\n" + (down.isEmpty() ? "" : "-- revises: " + down + "\n") + "-- message: add "
						+ id + "\n\n-- migrate:upgrade\nCREATE TABLE t_" + id
						+ " (id int);\n\n-- migrate:downgrade\nDROP TABLE t_" + id + ";\n");
	}

	private CommandDatabase database(String name, AutogenerateSettings wanted) {
		List<String> locations = List.of("file:" + this.folder.resolve(name));
		Migrator migrator = Migrator.builder(this.dataSource)
			.locations(locations)
			.versionTable(name + "_version")
			.historyTable(name + "_history")
			.build();
		boolean tenants = name.equals("orders") && !this.tenantsOfOrders.isEmpty();
		return new FixedDatabase(name, () -> migrator,
				new ProjectSettings(locations, Map.of(), "head", null, ScriptSettings.defaults(), List.of()), wanted,
				tenants ? TenantMigrator.builder(migrator).schemas(this.tenantsOfOrders).build() : null);
	}

	private Result run(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), new BufferedReader(new StringReader("")), false,
				false);
		AutogenerateSettings nothing = AutogenerateSettings.of(List.of());
		AutogenerateSettings orders = AutogenerateSettings
			.of(List.of((target) -> new WantedSchema(List.of(), List.of(), List.of(), List.of(), List.of())));
		CommandContext context = new CommandContext(
				() -> List.of(database("billing", nothing), database("orders", orders)), getClass().getClassLoader(),
				Map.of(), this.folder, terminal, JsonWriter.standard()::writeToString);
		int exitCode = CommandInvocation.of(List.of(arguments)).run(context);
		return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private record Result(int exitCode, String out, String err) {
	}

}
