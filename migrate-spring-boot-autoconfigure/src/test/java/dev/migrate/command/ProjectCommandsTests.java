package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.Migrator;
import dev.migrate.script.ScriptAccessException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the commands that prepare a project and open its scripts: init,
 * list-templates and edit.
 */
class ProjectCommandsTests {

	@TempDir
	Path folder;

	private TestProject project;

	@BeforeEach
	void createProject() throws IOException {
		this.project = new TestProject(this.folder);
		Files.createDirectories(this.folder.resolve("src/main/java"));
	}

	@Test
	void initMakesTheFolderAndTheScriptAndSaysWhatComesNext() {
		String output = this.project.file("mvnw", "").output("init");
		assertThat(output).contains("src/main/java/db/revisions", "1. ./migrate revision -m", "2. ./migrate upgrade",
				"3. ./migrate downgrade -1");
		assertThat(this.folder.resolve("src/main/java/db/revisions")).isDirectory();
		assertThat(this.folder.resolve("migrate")).isExecutable();
		assertThat(this.folder.resolve("src/main/resources")).doesNotExist();
	}

	@Test
	void initOverwritesNothing() {
		this.project.file("migrate", "mine").file("src/main/resources/migrate/templates/revision.sql.mustache", "mine");
		String output = this.project.output("init", "--format", "sql", "--template");
		assertThat(output).contains("revision -m \"create users\" --format sql", "migrate, kept",
				"revision.sql.mustache, kept");
		assertThat(this.folder.resolve("migrate")).hasContent("mine");
		assertThat(this.folder.resolve("src/main/resources/migrate/templates/revision.sql.mustache"))
			.hasContent("mine");
	}

	@Test
	void initCanBeRepeated() {
		String first = this.project.output("init", "--template");
		assertThat(this.project.output("init", "--template")).contains(", kept").isNotEqualTo(first);
	}

	@Test
	void theCopiedTemplateIsTheOneInUse() {
		assertThat(this.project.output("list-templates")).isEqualTo("java  built in\nsql   built in\n");
		this.project.output("init", "--template", "--format", "sql");
		assertThat(this.project.output("list-templates")).isEqualTo("""
				java  built in
				sql   src/main/resources/migrate/templates/revision.sql.mustache
				""");
		this.project.output("revision", "--format", "sql", "--rev-id", "a1");
		assertThat(this.project.files("src/main/resources/db")).hasSize(1);
	}

	@Test
	void theScriptPassesItsArgumentsOnAsTheyAre() throws Exception {
		// Stands for Maven, which takes the arguments as one text.
		this.project.file("mvnw", "#!/bin/sh\nprintf '%s|' \"$@\" > called\n").output("init");
		assertThat(this.folder.resolve("mvnw").toFile().setExecutable(true)).isTrue();
		run("revision", "-m", "it's new", "--branch-label", "a\"b");
		assertThat(this.folder.resolve("called")).hasContent("-q|spring-boot:run|-Dspring-boot.run.arguments=migrate"
				+ " \"revision\" \"-m\" \"it's new\" \"--branch-label\" 'a\"b'|");
	}

	@Test
	void theScriptCanRunAJar() throws Exception {
		this.project.output("init", "--jar", "target/it's.jar");
		assertThat(this.folder.resolve("migrate"))
			.hasContent("#!/bin/sh\nexec java -XX:TieredStopAtLevel=1 -jar 'target/it'\\''s.jar' migrate \"$@\"");
	}

	@Test
	void theBuildToolIsThatOfTheProject() throws IOException {
		this.project.file("app/build.gradle", "").file("gradlew", "").file("app/src/main/java/.gitkeep", "");
		this.project.in("app").output("init");
		assertThat(this.folder.resolve("app/migrate")).content().contains("exec ../gradlew -q bootRun \"--args=");
	}

	@Test
	void initExplainsWhatIsInItsWay() {
		this.project.file("src/main/java/db", "a file");
		assertThat(this.project.error("init")).contains("cannot be written", "src/main/java/db");
		assertThat(this.project.locations("classpath:a", "classpath:b").error("init")).contains("--location");
	}

	@Test
	void aTemplateThatCannotBeWrittenIsAClearError() {
		this.project.file("src/main/resources/migrate", "a file");
		assertThat(this.project.error("init", "--template", "--format", "sql")).contains("cannot be written",
				"src/main/resources/migrate");
		assertThat(this.folder.resolve("migrate")).doesNotExist();
	}

	@Test
	void editOpensTheSourceAndNotTheClass() throws IOException {
		this.project.output("revision", "--rev-id", "a1");
		this.project.build().sql("b2", "a1").build();
		this.project.environment("EDITOR", "sh -c 'echo edited >> \"$0\"'").run("edit", "a1");
		assertThat(Files.readString(this.project.onlyFile("src/main/java"))).endsWith("edited\n");
		this.project.environment("VISUAL", "sh -c 'echo visual >> \"$0\"'").output("edit", "head");
		assertThat(Files.readString(this.project.onlyFile("src/main/resources"))).endsWith("visual\n");
	}

	@Test
	void editExplainsWhatItNeeds() {
		this.project.sql("a1", "").build();
		assertThat(this.project.error("edit", "a1")).contains("VISUAL", "EDITOR");
		assertThat(this.project.environment("EDITOR", " ").error("edit", "a1")).contains("VISUAL");
		assertThat(this.project.environment("EDITOR", "no-such-editor -x").error("edit", "a1"))
			.contains("'no-such-editor' cannot be started");
		assertThat(this.project.environment("EDITOR", "false").error("edit", "a1")).contains("exit code 1");
		assertThat(this.project.error("edit", "x9")).contains("x9");
		assertThat(this.project.run("edit", "base").exitCode()).isEqualTo(2);
		assertThat(this.folder.resolve("src/main/resources/db/revisions/R_a1.sql").toFile().delete()).isTrue();
		assertThat(this.project.error("edit", "a1")).contains("not in this project");
	}

	private void run(String... arguments) throws IOException, InterruptedException {
		String[] command = new String[arguments.length + 1];
		command[0] = this.folder.resolve("migrate").toString();
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		Process process = new ProcessBuilder(command).inheritIO().start();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void revisionsThatAnEarlierBuildHasLeftAreNeitherRunNorFollowed() throws IOException {
		this.project.sql("a1", "").sql("b2", "a1").file("src/main/java/db/revisions/R_c3.java", """
				package db.revisions;

				@dev.migrate.Revision(id = "c3", down = "b2")
				class R_c3 {
				}
				""").build();
		Files.delete(this.folder.resolve("src/main/resources/db/revisions/R_b2.sql"));
		Files.delete(this.folder.resolve("src/main/java/db/revisions/R_c3.java"));
		for (String command : List.of("upgrade", "upgrade --sql --dialect=postgresql", "downgrade base", "stamp head",
				"revision -m x", "revision --autogenerate -m x", "merge heads", "check", "accept --script a1",
				"ensure-version")) {
			assertThat(this.project.error(command.split(" "))).as(command)
				.contains("left over from an earlier build", "b2 (", "c3 (",
						"Run 'mvn clean compile' in " + this.folder);
		}
		TestCommandLine.Result heads = this.project.run("heads");
		assertThat(heads.exitCode()).isZero();
		assertThat(heads.out()).contains("c3");
		assertThat(heads.err()).startsWith("Warning: These revisions are left over from an earlier build");
		assertThat(this.project.run("validate").err()).contains("left over from an earlier build");
		Migrator migrator = this.project.migrator(new SimpleDriverDataSource());
		for (ThrowingCallable start : List.<ThrowingCallable>of(migrator::upgrade, migrator::validate,
				migrator::await)) {
			assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(start)
				.withMessageContaining("left over from an earlier build");
		}
	}

}
