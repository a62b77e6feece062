package dev.migrate.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import dev.migrate.runtime.Migrator;
import dev.migrate.script.RevisionScript;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests for the commands that write scripts: revision and merge.
 */
@ExtendWith(PostgresExtension.class)
class NewScriptCommandsTests {

	private static final String JAVA = "src/main/java";

	private static final String SQL = "src/main/resources";

	@TempDir
	Path folder;

	private TestProject project;

	@BeforeEach
	void createProject() throws IOException {
		this.project = new TestProject(this.folder);
		Files.createDirectories(this.folder.resolve(JAVA));
	}

	@Test
	void theFirstRevisionIsAClassThatRunsBothWays(TestDatabase database) {
		String output = this.project.output("revision", "-m", "create users");
		Path file = this.project.onlyFile("src");
		String name = String.valueOf(file.getFileName());
		assertThat(this.folder.relativize(file).toString())
			.matches("src/main/java/db/revisions/R\\d{12}_[0-9a-f]{12}_create_users\\.java");
		assertThat(output).contains("Wrote " + this.folder.relativize(file), "is a new base.");
		assertThat(TestProject.read(file)).startsWith("package db.revisions;\n\nimport dev.migrate.Revision;\n")
			.contains("message = \"create users\", created = \"20")
			.contains("\nclass " + name.replace(".java", "") + " implements Migration {\n")
			.contains("import static dev.migrate.operations.Definitions.*;\n",
					"\t\t// Replace this example.\n\t\t// op.addColumn(\"users\", column(\"avatar\", varchar(255)));\n",
					"\t\t// op.dropColumn(\"users\", \"avatar\");\n");
		Migrator migrator = this.project.build().migrator(database.dataSource());
		assertThat(migrator.upgrade().steps()).hasSize(1);
		assertThat(migrator.downgrade("base").steps()).hasSize(1);
	}

	@Test
	void revisionsFollowEachOtherInBothFormats(TestDatabase database) {
		this.project.output("revision", "-m", "create users", "--rev-id", "a1", "--empty");
		String output = this.project.build()
			.output("revision", "-m", "add avatar", "--format", "sql", "--rev-id", "b2", "--empty");
		assertThat(output).contains("Revision b2 follows a1.");
		Path file = this.project.onlyFile(SQL);
		assertThat(TestProject.read(file).replaceFirst("-- created: \\S+Z\n", "")).isEqualTo("""
				-- revision: b2
				-- revises: a1
				-- message: add avatar

				-- migrate:upgrade

				-- migrate:downgrade
				""");
		assertThat(this.project.build().migrator(database.dataSource()).upgrade().steps()).hasSize(2);
	}

	@Test
	void everythingThatIsSaidAboutTheRevisionIsInTheScript() {
		this.project.sql("a1", "").sql("b2", "a1").sql("c3", "").build();
		for (String format : List.of("java", "sql")) {
			this.project.output("revision", "--rev-id", "d4" + format, "--head", "a1", "--splice", "--branch-label",
					format + "-side", "--branch-label", format + "-other", "--depends-on", "c3", "-m", "it's \"new\"\\",
					"--format", format);
			this.project.build();
			RevisionScript script = this.project.migrator(new SimpleDriverDataSource()).scripts().get("d4" + format);
			assertThat(script.node().downRevisions()).containsExactly("a1");
			assertThat(script.node().dependsOn()).containsExactly("c3");
			assertThat(script.node().labels()).containsExactlyInAnyOrder(format + "-side", format + "-other");
			assertThat(script.message()).isEqualTo("it's \"new\"\\");
			assertThat(script.created()).isNotNull();
		}
	}

	@Test
	void aMessageMayBeLongOrOfSymbolsOrMissing() {
		String message = "make everything much better ".repeat(11).strip();
		this.project.output("revision", "-m", message, "--rev-id", "a1");
		this.project.build().output("revision", "-m", "!?? ***/..", "--rev-id", "b2");
		this.project.build().output("revision", "--rev-id", "c3");
		this.project.build().output("revision", "-m", "x".repeat(300), "--rev-id", "d4", "--format", "sql");
		assertThat(this.project.files("src")).extracting((file) -> String.valueOf(file.getFileName()))
			.satisfiesExactly((name) -> assertThat(name).matches("R\\d{12}_a1_make_everything_much_better_make\\.java"),
					(name) -> assertThat(name).matches("R\\d{12}_b2\\.java"),
					(name) -> assertThat(name).matches("R\\d{12}_c3\\.java"),
					(name) -> assertThat(name).matches("R\\d{12}_d4_x{20}\\.sql"));
		assertThat(this.project.build().migrator(new SimpleDriverDataSource()).scripts().get("a1").message())
			.isEqualTo(message);
	}

	@Test
	void aMessageOfSeveralLinesStaysInTheHeader() {
		this.project.output("revision", "-m", "first\n-- migrate:upgrade\n\tsecond", "--rev-id", "a1", "--format",
				"sql");
		this.project.build();
		assertThat(this.project.migrator(new SimpleDriverDataSource()).scripts().get("a1").message())
			.isEqualTo("first -- migrate:upgrade second");
	}

	@Test
	void mergesHaveTheSameIdWhoeverMakesThem() {
		this.project.sql("a1", "").sql("b2", "a1").sql("c3", "a1").build();
		String output = this.project.output("merge", "heads", "--format", "sql");
		assertThat(output).contains("follows b2, c3.");
		Path file = this.project.files(SQL).get(0);
		assertThat(TestProject.read(file)).contains("-- revises: b2, c3\n", "-- message: merge b2 and c3\n");
		String id = output.replaceAll("(?s).*Revision (\\w+) .*", "$1");
		file.toFile().delete();
		assertThat(this.project.output("merge", "c3", "b2", "--format", "sql")).contains("Revision " + id);
	}

	@Test
	void mistakesAboutTheGraphAreExplainedAndWriteNothing() {
		this.project.sql("a1", "").sql("b2", "a1").sql("c3", "a1").build();
		int before = this.project.files("src").size();
		assertThat(this.project.error("revision")).contains("2 heads", "b2", "c3", "migrate merge heads");
		assertThat(this.project.error("revision", "--head", "a1")).contains("not a head", "--splice");
		assertThat(this.project.error("revision", "--head", "x9")).contains("x9");
		assertThat(this.project.error("revision", "--head", "b2", "--head", "b2")).contains("b2");
		assertThat(this.project.error("revision", "--head", "b2", "--rev-id", "a1"))
			.contains("a1 is defined more than once");
		assertThat(this.project.error("revision", "--head", "b2", "--rev-id", "a-1")).contains("a-1");
		assertThat(this.project.error("revision", "--head", "b2", "--branch-label", "a1")).contains("a1");
		assertThat(this.project.error("revision", "--head", "b2", "--depends-on", "x9")).contains("x9");
		assertThat(this.project.error("merge", "b2")).contains("b2");
		assertThat(this.project.files("src")).hasSize(before);
	}

	@Test
	void anAmbiguousBeginningOfAnIdIsExplained() {
		this.project.sql("abc1", "").sql("abc2", "abc1").build();
		assertThat(this.project.error("revision", "--head", "abc")).contains("abc1", "abc2");
	}

	@Test
	void aRevisionThatTheApplicationDoesNotKnowIsNotOverlooked() {
		this.project.output("revision", "-m", "create users", "--rev-id", "a1");
		assertThat(this.project.error("revision", "-m", "add avatar")).contains("a1", "Rebuild");
		assertThat(this.project.files("src")).hasSize(1);
		this.project.build().sql("b2", "a1");
		assertThat(this.project.error("revision", "-m", "add avatar")).contains("b2", "R_b2.sql", "Rebuild");
		this.project.build().output("revision", "-m", "add avatar");
	}

	@Test
	void aRevisionIsWrittenToTheLocationOfTheOneThatItFollows() {
		this.project.locations("classpath:db/revisions", "classpath:billing/revisions")
			.sql("a1", "")
			.sql("src/main/resources/billing/revisions/R_b2.sql", "b2", "")
			.build();
		this.project.output("revision", "--head", "b2", "--rev-id", "c3", "--format", "sql", "-m", "third");
		assertThat(this.project.files(SQL + "/billing/revisions")).hasSize(2);
		this.project.build();
		assertThat(this.project.error("revision", "--head", "base")).contains("several locations", "--location");
		assertThat(this.project.error("revision", "--head", "base", "--location", "classpath:other"))
			.contains("'classpath:other' is not one of", "classpath:billing/revisions");
		this.project.output("revision", "--head", "base", "--location", "classpath:billing/revisions/y2026");
		assertThat(TestProject.read(this.project.onlyFile(JAVA))).startsWith("package billing.revisions.y2026;");
	}

	@Test
	void theModuleIsTheOneThatHasTheLocation() throws IOException {
		this.project.file("core/src/main/resources/db/revisions/.gitkeep", "")
			.file("web/src/main/resources/application.yaml", "");
		Files.delete(this.folder.resolve("src/main/java"));
		Files.delete(this.folder.resolve("src/main"));
		Files.delete(this.folder.resolve("src"));
		this.project.output("revision", "--rev-id", "a1", "--format", "sql");
		Path first = this.project.files("core/src/main/resources/db/revisions").get(1);
		assertThat(first.getFileName().toString()).contains("a1");
		Files.delete(first);
		this.project.file("web/pom.xml", "<project/>")
			.in("web")
			.output("revision", "--rev-id", "a1", "--format", "sql");
		assertThat(this.project.files("core/src/main/resources/db/revisions")).hasSize(2);
		this.project.file("web/src/main/resources/db/revisions/.gitkeep", "").in("");
		assertThat(this.project.error("revision", "--format", "sql")).contains("several modules: core, web");
	}

	@Test
	void nothingIsWrittenOutsideOfAProject(@TempDir Path elsewhere) throws IOException {
		Files.createDirectories(elsewhere.resolve("other/src/main/java"));
		this.project.in(elsewhere.toString());
		assertThat(this.project.error("revision")).contains("There are no sources in " + elsewhere, "src/main");
		assertThat(this.project.error("init")).contains("There are no sources in " + elsewhere);
	}

	@Test
	void aLocationInsideAJarIsRefused(@TempDir Path library) throws IOException {
		this.project.sql("a1", "").build().library(jar(library));
		this.project.locations("classpath:db/revisions", "classpath:acme/revisions");
		assertThat(this.project.error("revision", "--head", "f1", "--format", "sql"))
			.contains("classpath:acme/revisions", "acme.jar");
		assertThat(this.project.error("revision", "--head", "base", "--location", "classpath:acme/revisions"))
			.contains("acme.jar");
		assertThat(this.project.files("src")).hasSize(1);
	}

	private static Path jar(Path folder) throws IOException {
		Path jar = folder.resolve("acme.jar");
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			out.putNextEntry(new ZipEntry("acme/revisions/"));
			out.closeEntry();
			out.putNextEntry(new ZipEntry("acme/revisions/R_f1.sql"));
			out.write("-- revision: f1\n-- migrate:upgrade\n-- migrate:downgrade none\n"
				.getBytes(StandardCharsets.UTF_8));
			out.closeEntry();
		}
		return jar;
	}

	@Test
	void aLocationOutsideOfTheProjectIsRefused(@TempDir Path elsewhere) {
		this.project.locations("file:" + elsewhere);
		assertThat(this.project.error("revision", "--format", "sql")).contains("outside of the project", "--location");
		assertThat(this.project.error("revision", "--format", "java")).contains("--format sql");
		assertThat(elsewhere).isEmptyDirectory();
	}

	@Test
	void aFolderOfTheFileSystemInTheProjectIsWrittenTo() {
		this.project.locations("file:" + this.folder.resolve("migrations"));
		this.project.output("revision", "--format", "sql", "--rev-id", "a1");
		assertThat(this.project.files("migrations")).hasSize(1);
		assertThat(this.project.output("revision", "--format", "sql", "--rev-id", "b2")).contains("follows a1.");
	}

	@Test
	void aFolderThatCannotHoldClassesIsRefusedForJava() {
		this.project.locations("classpath:db/my-revisions");
		assertThat(this.project.error("revision")).contains("'db.my-revisions' is no name", "--format sql");
		this.project.output("revision", "--format", "sql");
		assertThat(this.project.files("src/main/resources/db/my-revisions")).hasSize(1);
	}

	@Test
	void filesAreCalledAsConfigured() {
		this.project.fileTemplate("{year}/V{rev}__{slug}")
			.output("revision", "--format", "sql", "--rev-id", "a.1", "-m", "Créer LES Tables");
		assertThat(this.folder.relativize(this.project.onlyFile("src")).toString())
			.matches("src/main/resources/db/revisions/\\d{4}/Va_1__créer_les_tables\\.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{revision}_{slug}", "R{year}", "../{rev}", "/{rev}", "{rev}/", ".{rev}", "R\\{rev}",
			"R:{rev}", "" })
	void aFileTemplateThatNamesNoFileIsRefused(String template) {
		assertThat(this.project.fileTemplate(template).error("revision", "--format", "sql"))
			.contains("The file template '" + template + "'", "migrate.revision.file-template");
		assertThat(this.project.files("src")).isEmpty();
	}

	@Test
	void aFileTemplateThatNamesNoClassIsRefusedForJava() {
		this.project.fileTemplate("{rev}-{slug}");
		assertThat(this.project.error("revision", "--rev-id", "1a", "-m", "x")).contains("'1a-x'", "--format sql");
		this.project.output("revision", "--rev-id", "1a", "-m", "x", "--format", "sql");
	}

	@Test
	void nothingIsOverwritten() {
		this.project.fileTemplate("R_{slug}").output("revision", "-m", "users", "--rev-id", "a1");
		this.project.build();
		assertThat(this.project.error("revision", "-m", "users", "--rev-id", "b2")).contains("R_users.java",
				"exists already");
		assertThat(TestProject.read(this.project.onlyFile("src"))).contains("\"a1\"");
	}

	@Test
	void aFolderThatIsAFileIsNoFolder() {
		this.project.file("src/main/java/db", "a file");
		assertThat(this.project.error("revision")).contains("cannot be written", "src/main/java/db");
		assertThat(this.project.files("src")).hasSize(1);
	}

	@Test
	void aFolderThatMustNotBeWrittenToIsAClearError() throws IOException {
		Path revisions = Files.createDirectories(this.folder.resolve("src/main/java/db/revisions"));
		assertThat(revisions.toFile().setWritable(false)).isTrue();
		assumeFalse(Files.isWritable(revisions), "nothing is read-only for this user");
		assertThat(this.project.error("revision")).contains("cannot be written", "Check that the folder");
		assertThat(this.project.files("src")).isEmpty();
	}

	@Test
	void theProjectsOwnTemplateIsUsedWithoutABuild() {
		this.project.file("src/main/resources/migrate/templates/revision.java.mustache", """
				package {{{package}}};

				import dev.migrate.Revision;

				// written by us: {{message}}
				{{{annotation}}}
				class {{{className}}} {
				}
				""");
		this.project.output("revision", "-m", "say \"hello\"", "--rev-id", "a1");
		assertThat(TestProject.read(this.project.onlyFile(JAVA))).contains("// written by us: say \\\"hello\\\"\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{#upgrade}} never closed", "{{unknown}}", "-- revision: x9\n-- migrate:upgrade\n",
			"-- revision: {{id}}\n-- migrate:upgrade\n-- migrate:downgrade\n" })
	void aTemplateThatMakesNoScriptIsRefused(String template) {
		this.project.sql("a1", "").build();
		this.project.file("src/main/resources/migrate/templates/revision.sql.mustache", template);
		assertThat(this.project.error("revision", "--format", "sql")).containsAnyOf("revision.sql.mustache",
				"'-- migrate:downgrade' is missing");
		assertThat(this.project.files(SQL + "/db")).hasSize(1);
	}

	@Test
	void aTemplateThatCannotBeReadIsAClearError() throws IOException {
		Files.createDirectories(this.folder.resolve("src/main/resources/migrate/templates/revision.sql.mustache/x"));
		assertThat(this.project.error("revision", "--format", "sql")).contains("revision.sql.mustache",
				"cannot be used");
	}

	@Test
	void hooksRunInTheirOrderAndShowWhatTheyPrint() {
		this.project.hooks("sh -c 'echo formatting; echo \"// formatted\" >> \"$0\"' {file}", "false",
				"no-such-tool {file}", "sh -c 'echo done'");
		TestCommandLine.Result result = this.project.run("revision", "-m", "create users");
		assertThat(result.exitCode()).as(result.toString()).isZero();
		assertThat(result.out()).contains("Wrote ").doesNotContain("formatting");
		assertThat(result.err()).containsSubsequence("formatting\n", "The hook 'false' ended with exit code 1",
				"The hook 'no-such-tool {file}' could not be run", "done\n");
		assertThat(TestProject.read(this.project.onlyFile("src"))).endsWith("// formatted\n");
	}

}
