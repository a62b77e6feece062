package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that show the revisions: heads, branches, history and show.
 */
@ExtendWith(PostgresExtension.class)
class GraphCommandsTests {

	@TempDir
	Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts() {
		this.scripts = new ScriptFolder(this.folder).table("a1", "")
			.table("b2", "a1")
			.revision("c3", "a1", List.of("labels: side", "created: 2026-11-21T10:15:00Z"),
					"CREATE TABLE c3 (id int);\nCREATE INDEX CONCURRENTLY c3_idx ON c3 (id);", "\nDROP TABLE c3;")
			.table("d4", "b2, c3")
			.revision("e5", "", List.of("depends-on: b2"), "CREATE TABLE e5 (id int);", " none");
	}

	@Test
	void headsAreListedWithTheirLabelsAndMessages() {
		assertThat(offline().output("heads")).isEqualTo("""
				d4  (side) (head) (merge point)  make d4
				e5  (head)  make e5
				""");
	}

	@Test
	void headsThatOthersDependOnAreEffectiveAndCanBeLeftOut() {
		this.scripts.revision("f6", "a1", List.of("depends-on: d4"), "SELECT 1;", " none");
		assertThat(offline().output("heads")).contains("d4  (side) (effective head) (merge point)  make d4");
		assertThat(offline().output("heads", "--resolve-dependencies")).doesNotContain("d4").contains("e5", "f6");
	}

	@Test
	void headsAreDescribedInFull() {
		assertThat(offline().output("heads", "-v")).isEqualTo("""
				Revision:      d4 (side) (head) (merge point)
				Merges:        b2, c3
				Branch labels: side
				Script:        %1$s/R_d4.sql

				    make d4

				Revision:      e5 (head)
				Parent:        <base>
				Depends on:    b2
				Script:        %1$s/R_e5.sql

				    make e5
				""".formatted(this.folder));
	}

	@Test
	void branchesAreListedWithWhatFollowsThem() {
		assertThat(offline().output("branches")).isEqualTo("""
				a1  (branch point)  make a1
				  -> b2  make b2
				  -> c3  (side)  make c3
				""");
	}

	@Test
	void historyIsListedNewestFirst() {
		assertThat(offline().output("history")).isEqualTo("""
				b2, c3      -> d4  (side) (head) (merge point)  make d4
				<base> (b2) -> e5  (head)  make e5
				a1          -> b2  make b2
				a1          -> c3  (side)  make c3
				<base>      -> a1  (branch point)  make a1
				""");
	}

	@Test
	void historyIsLimitedToARange() {
		assertThat(offline().output("history", "-r", "b2:d4").lines()).hasSize(2)
			.allMatch((line) -> line.contains("-> d4") || line.contains("-> b2"));
		assertThat(offline().output("history", "--rev-range=:c3").lines()).hasSize(2);
		TestCommandLine.Result wrong = offline().run("history", "-r", "c3");
		assertThat(wrong.exitCode()).isEqualTo(1);
		assertThat(wrong.err()).contains("a range is written [start]:[end]");
	}

	@Test
	void historyShowsWhatIsCurrent(TestDatabase database) {
		TestCommandLine commandLine = new TestCommandLine(this.scripts.migrator(database.dataSource()));
		commandLine.output("upgrade", "c3");
		assertThat(commandLine.output("history", "-i")).contains("-> c3  (side) (current)  make c3")
			.containsOnlyOnce("(current)");
		assertThat(commandLine.output("history", "-r", ":current").lines()).hasSize(2);
		assertThat(commandLine.output("show", "current")).startsWith("Revision:      c3 (side) (current)");
	}

	@Test
	void aProjectWithoutRevisionsIsToldSo(@TempDir Path empty) {
		TestCommandLine.Result heads = new TestCommandLine(
				new ScriptFolder(empty).migrator(new SimpleDriverDataSource()))
			.run("heads");
		assertThat(heads.out()).isEmpty();
		assertThat(heads.err()).contains("There are no revision scripts. Write a first one with 'migrate revision'");
	}

	@Test
	void historyIsDrawnAsAGraph() {
		assertThat(offline().output("history", "--graph")).isEqualTo("""
				*  d4  (side) (head) (merge point)  make d4
				|\\
				| | *  e5  (head)  make e5
				* |  b2  make b2
				| *  c3  (side)  make c3
				|/
				*  a1  (branch point)  make a1
				""");
	}

	@Test
	void historyIsWrittenForOtherPrograms() {
		assertThat(offline().output("history", "--format", "mermaid")).isEqualTo("""
				flowchart BT
				    r0["d4<br>make d4"]
				    r1["e5<br>make e5"]
				    r2["b2<br>make b2"]
				    r3["c3<br>make c3"]
				    r4["a1<br>make a1"]
				    r2 --> r0
				    r3 --> r0
				    r2 -.-> r1
				    r4 --> r2
				    r4 --> r3
				""");
		assertThat(offline().output("history", "--format", "dot")).startsWith("digraph revisions {\n")
			.contains("    \"d4\" [label=\"d4\\nmake d4\"];\n", "    \"c3\" -> \"d4\";\n",
					"    \"b2\" -> \"e5\" [style=dashed];\n")
			.endsWith("}\n");
		JsonNode json = JsonMapper.shared().readTree(offline().output("history", "--json"));
		assertThat(json).hasSize(5);
		assertThat(json.get(3).path("revision").asString()).isEqualTo("c3");
		assertThat(json.get(3).path("branchLabels").get(0).asString()).isEqualTo("side");
		assertThat(json.get(3).path("created").asString()).isEqualTo("2026-11-21T10:15:00Z");
		assertThat(json.get(0).path("mergePoint").asBoolean()).isTrue();
		assertThat(json.get(1).path("dependsOn").get(0).asString()).isEqualTo("b2");
	}

	@Test
	void showPrintsTheSqlOfBothDirections() {
		assertThat(offline().output("show", "c3")).isEqualTo("""
				Revision:      c3 (side)
				Parent:        a1
				Branch labels: side
				Created:       2026-11-21 10:15:00 UTC
				Script:        %s/R_c3.sql

				    make c3

				-- migrate:upgrade
				CREATE TABLE c3 (id int);
				CREATE INDEX CONCURRENTLY c3_idx ON c3 (id);

				-- migrate:downgrade
				DROP TABLE c3;
				""".formatted(this.folder));
	}

	@Test
	void showSaysWhatARevisionAdopts() {
		this.scripts.revision("f6", "d4", List.of("adopts: flyway 2.1", "adopts: flyway R views"), "SELECT 1;",
				" none");
		assertThat(offline().output("show", "f6")).contains("\nAdopts:        flyway 2.1, flyway R views\n");
		assertThat(JsonMapper.shared().readTree(offline().output("show", "f6", "--json")).get(0).path("adopts"))
			.extracting(JsonNode::asString)
			.containsExactly("flyway 2.1", "flyway R views");
		String note = "'migrate stamp base:<revision> --sql', and begin there.";
		assertThat(offline().run("upgrade", "heads", "--sql", "--dialect=postgresql").err()).contains(note);
		assertThat(offline().run("upgrade", "d4:f6", "--sql", "--dialect=postgresql").err()).doesNotContain(note);
		this.scripts.revision("g7", "f6", List.of("adopts: flyway 2.1.0"), "SELECT 1;", " none");
		assertThat(offline().run("validate").out() + offline().run("validate").err())
			.contains("Two revisions adopt 'flyway 2.1.0'");
		TestCommandLine.Result wrong = offline().run("show", "f6");
		assertThat(wrong.exitCode()).isEqualTo(1);
		assertThat(wrong.err())
			.contains("Two revisions adopt 'flyway 2.1.0': f6 (%1$s/R_f6.sql) and g7 (%1$s/R_g7.sql)."
				.formatted(this.folder))
			.contains("Remove 'flyway 2.1.0' from the one that does not do what it did.");
	}

	@Test
	void showPrintsEachRevisionOfARange() {
		assertThat(offline().output("show", "a1:c3").lines().filter((line) -> line.startsWith("Revision:")))
			.containsExactly("Revision:      a1 (branch point)", "Revision:      c3 (side)");
		assertThat(offline().output("show", "c3:c3", "--plain")).isEqualTo("""
				-- c3, make c3
				CREATE TABLE c3 (id int);
				CREATE INDEX CONCURRENTLY c3_idx ON c3 (id);

				""");
	}

	@Test
	void sqlIsWrappedAndColouredOnATerminalOnly() {
		this.scripts.revision(
				"f6", "e5", "INSERT INTO e5 VALUES (1)" + ", (2345678)".repeat(12) + "; SELECT ' " + "x ".repeat(80)
						+ "';" + "SELECT E'it\\'s " + "y ".repeat(80) + "', '" + "it''s ".repeat(20_000) + "';",
				"SELECT 1;");
		String plain = offline().output("show", "f6");
		assertThat(offline().withColor().output("show", "f6")).contains("\u001B[34mINSERT\u001B[0m")
			.contains(", (2345678)".repeat(12));
		String wrapped = offline().interactive("").output("show", "f6");
		assertThat(wrapped).contains(",\n    (2345678)")
			.contains("x ".repeat(80), "y ".repeat(80))
			.doesNotContain("\u001B");
		assertThat(wrapped.replaceAll("\\s+", " ")).isEqualTo(plain.replaceAll("\\s+", " "));
	}

	@Test
	void showSaysWhyThereIsNoSql() {
		assertThat(offline().output("show", "e5")).contains("-- migrate:downgrade\n-- ")
			.contains("its script says 'migrate:downgrade none'");
	}

	@Test
	void showExplainsWhatItCannotFind() {
		TestCommandLine.Result unknown = offline().run("show", "x9");
		assertThat(unknown.exitCode()).isEqualTo(1);
		assertThat(unknown.out()).isEmpty();
		assertThat(unknown.err()).startsWith("Error: ").contains("'x9'");
	}

	@Test
	void quietPrintsNothingButWhatProgramsRead() {
		assertThat(offline().output("heads", "-q")).isEmpty();
		assertThat(offline().output("heads", "-q", "--json")).isNotEmpty();
	}

	@Test
	void coloursAreForTerminals() {
		assertThat(offline().output("heads")).doesNotContain("\u001B[");
		assertThat(offline().withColor().output("heads")).contains("\u001B[33md4\u001B[0m");
		assertThat(offline().withColor().output("heads", "--no-color")).doesNotContain("\u001B[");
	}

	/**
	 * Returns a command line whose commands fail if they connect.
	 */
	private TestCommandLine offline() {
		return new TestCommandLine(this.scripts.migrator(new SimpleDriverDataSource()));
	}

}
