package dev.migrate.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.migrate.command.output.DatabaseUrl;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the commands that say where the database is: current and status.
 */
@ExtendWith(PostgresExtension.class)
class StateCommandsTests {

	@TempDir
	Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts() {
		this.scripts = new ScriptFolder(this.folder).chain();
	}

	@Test
	void currentShowsTheRevisionsOfTheDatabase(TestDatabase database) {
		TestCommandLine.Result base = on(database).run("current");
		assertThat(base.exitCode()).isZero();
		assertThat(base.out()).isEmpty();
		assertThat(base.err()).isEqualTo("The database is at base: no revision is applied.\n");
		on(database).output("upgrade", "b2");
		assertThat(on(database).output("current")).isEqualTo("b2  (current)  make b2\n");
		assertThat(on(database).output("current", "-v"))
			.startsWith("Current revisions of %s:\n\nRevision:      b2 (current)\nParent:".formatted(database.url()));
		JsonNode json = JsonMapper.shared().readTree(on(database).output("current", "--json"));
		assertThat(json.get(0).path("revision").asString()).isEqualTo("b2");
		assertThat(json.get(0).path("current").asBoolean()).isTrue();
	}

	@Test
	void currentChecksTheHeads(TestDatabase database) {
		on(database).output("upgrade", "b2");
		TestCommandLine.Result behind = on(database).run("current", "--check-heads");
		assertThat(behind.exitCode()).isEqualTo(1);
		assertThat(behind.err()).contains("The database is at b2, but the head is c3.", "migrate upgrade heads");
		on(database).output("upgrade");
		assertThat(on(database).output("current", "-c")).isEqualTo("c3  (head) (current)  make c3\n");
	}

	@Test
	void currentShowsRowsThatNoScriptHas(TestDatabase database) {
		on(database).output("upgrade");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'gone'").update();
		TestCommandLine.Result result = on(database).run("current");
		assertThat(result.exitCode()).isZero();
		assertThat(result.out()).isEqualTo("gone\n");
		assertThat(result.err()).isEqualTo("Warning: No script has the revision 'gone'.\n");
	}

	@Test
	void readingCommandsChangeNothing(TestDatabase database) {
		on(database).run("current");
		on(database).output("status");
		on(database).output("history", "-i");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void statusIsOneScreen(TestDatabase database) {
		on(database).output("upgrade", "b2");
		assertThat(masked(on(database).output("status"))).isEqualTo("""
				Database    %s
				Current     b2  make b2
				State       1 revision pending
				Pending     c3  make c3
				Lock        free
				Last steps  WHEN  upgrade  b2  TIME  postgres@HOST  make b2
				            WHEN  upgrade  a1  TIME  postgres@HOST  make a1
				""".formatted(database.url()));
		on(database).output("upgrade");
		assertThat(on(database).output("status", "-n", "0")).isEqualTo("""
				Database  %s
				Current   c3  make c3
				State     up to date
				Lock      free
				""".formatted(database.url()));
	}

	@Test
	void statusShowsWhoHoldsTheLock(TestDatabase database) throws Exception {
		this.scripts.revision("d4", "c3", "SELECT pg_advisory_lock(4);", "SELECT 1;");
		PGSimpleDataSource other = (PGSimpleDataSource) database.newConnections();
		other.setApplicationName("orders-7");
		CompletableFuture<Void> upgrade;
		try (Connection connection = database.newConnections().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(4)");
			upgrade = CompletableFuture.runAsync(() -> this.scripts.migrator(other).upgrade());
			await().atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(on(database).output("status"))
					.containsPattern("Current +c3[^$]+Lock +held by pid \\d+ \\(orders-7, "));
		}
		upgrade.join();
		assertThat(on(database).output("status")).containsPattern("Lock +free");
	}

	@Test
	void statusIsWrittenAsJson(TestDatabase database) {
		on(database).output("upgrade", "b2");
		JsonNode json = JsonMapper.shared().readTree(on(database).output("status", "--json"));
		assertThat(json.path("database").asString()).isEqualTo(database.url());
		assertThat(json.path("current").get(0).asString()).isEqualTo("b2");
		assertThat(json.path("pending").get(0).asString()).isEqualTo("c3");
		assertThat(json.path("upToDate").asBoolean()).isFalse();
		assertThat(json.path("lockHolder").isNull()).isTrue();
		assertThat(json.path("history")).hasSize(2);
		assertThat(json.path("history").get(0).path("direction").asString()).isEqualTo("upgrade");
	}

	@Test
	void statusNamesRevisionsThatNobodyKnows(TestDatabase database) {
		on(database).output("upgrade");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'gone'").update();
		database.jdbc().sql("DELETE FROM migrate_history").update();
		assertThat(on(database).output("status")).containsPattern("State +diverged: no script has gone");
	}

	@Test
	void nothingSecretIsShownOfTheUrl() {
		assertThat(DatabaseUrl.withoutSecrets("jdbc:postgresql://ada:secret@db.example:5433/app?password=secret"))
			.isEqualTo("jdbc:postgresql://db.example:5433/app");
	}

	@Test
	void aDeadDatabaseIsToldInTwoLines() {
		PGSimpleDataSource dead = new PGSimpleDataSource();
		dead.setUrl("jdbc:postgresql://localhost:1/app");
		TestCommandLine.Result result = new TestCommandLine(this.scripts.migrator(dead)).run("current");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2).first().asString().contains("Connection");
	}

	private TestCommandLine on(TestDatabase database) {
		return new TestCommandLine(this.scripts.migrator(database.newConnections()));
	}

	private static String masked(String text) {
		return text.replaceAll("\\d+ ms", "TIME")
			.replaceAll(" +TIME", "  TIME")
			.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "WHEN")
			.replaceAll("postgres@\\S+", "postgres@HOST");
	}

}
