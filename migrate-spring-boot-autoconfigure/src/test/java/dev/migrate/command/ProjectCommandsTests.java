package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
		assertThat(output).contains("src/main/java/db/revisions",
				"1. ./migrate revision -m \"create users\" --autogenerate\n",
				"(./migrate baseline -m \"baseline\" instead, if the database has tables already)",
				"2. ./migrate upgrade", "3. ./migrate downgrade -1");
		assertThat(this.project.without("jakarta.persistence").output("init"))
			.contains("1. ./migrate revision -m \"create users\"\n", "then write the upgrade and the downgrade");
		assertThat(this.folder.resolve("src/main/java/db/revisions")).isDirectory();
		assertThat(this.folder.resolve("migrate")).isExecutable();
		assertThat(this.folder.resolve("src/main/resources")).doesNotExist();
	}

	@Test
	void initOverwritesNothing() {
		this.project.file("migrate", "mine").file("src/main/resources/migrate/templates/revision.sql.mustache", "mine");
		String output = this.project.output("init", "--format", "sql", "--template");
		assertThat(output).contains("revision -m \"create users\" --format sql --autogenerate", "migrate, kept",
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
		assertThat(this.project.output("list-templates"))
			.isEqualTo("java    built in\nkotlin  built in\nsql     built in\n");
		this.project.output("init", "--template", "--format", "sql");
		assertThat(this.project.output("list-templates")).isEqualTo("""
				java    built in
				kotlin  built in
				sql     src/main/resources/migrate/templates/revision.sql.mustache
				""");
		this.project.output("revision", "--format", "sql", "--rev-id", "a1");
		assertThat(this.project.files("src/main/resources/db")).hasSize(1);
	}

	@Test
	void theScriptCanRunAJar() {
		this.project.output("init", "--jar", "target/it's.jar");
		assertThat(this.folder.resolve("migrate")).content()
			.contains("jar='target/it'\\''s.jar'\n", "-jar \"$jar\" migrate \"$@\"\n");
		assertThat(this.folder.resolve("migrate.cmd")).content()
			.contains("set \"jar=target/it's.jar\"\r\n", "-jar \"%jar%\" migrate %*\r\n");
		assertThat(this.project.output("init")).contains("migrate, renewed");
		assertThat(this.folder.resolve("migrate")).content().contains("jar='target/it'\\''s.jar'\n");
	}

	@Test
	void theBuildToolIsThatOfTheProject() throws IOException {
		this.project.file("app/build.gradle", "").file("gradlew", "").file("app/src/main/java/.gitkeep", "");
		this.project.in("app").output("init");
		assertThat(this.folder.resolve("app/migrate")).content()
			.contains("compile='../gradlew -q classes'", "bootRun \"--args=migrate launch\"",
					"launch=$PWD/build/migrate");
		assertThat(this.folder.resolve("app/migrate.cmd")).content()
			.contains("set \"compile=call ..\\gradlew.bat -q classes\"\r\n");
	}

	@Test
	void aModuleIsBuiltWithThoseThatItNeeds() throws IOException {
		this.project.file("pom.xml", "<modules><module>app</module></modules>")
			.file("app/pom.xml", "<project/>")
			.file("other/pom.xml", "<project/>");
		for (String module : List.of("app", "other")) {
			this.project.file(module + "/src/main/java/.gitkeep", "").in(module).output("init");
		}
		assertThat(this.folder.resolve("app/migrate")).content()
			.contains("compile='mvn -q -f .. -pl app -am process-classes'");
		assertThat(this.folder.resolve("other/migrate")).content().contains("compile='mvn -q process-classes'");
	}

	@Test
	void initRenewsTheScriptAndKeepsWhatWasEdited() throws IOException {
		this.project.output("init");
		Path script = this.folder.resolve("migrate");
		String first = Files.readString(script);
		this.project.file("migrate", first.replace("java_options=''", "java_options='-Xmx64m'"))
			.file("migrate.cmd", "mine");
		assertThat(this.project.output("init")).contains("migrate, renewed", "migrate.cmd, kept");
		assertThat(script).content().contains("java_options='-Xmx64m'").hasSize(first.length() + "-Xmx64m".length());
		assertThat(this.folder.resolve("migrate.cmd")).hasContent("mine");
		this.project.file("migrate", first.replace("exec \"$java\"", "exec nice \"$java\""));
		assertThat(this.project.output("init")).contains("migrate, kept because it was edited");
		assertThat(script).content().contains("exec nice");
		this.project.file("migrate",
				"#!/bin/sh\narguments=migrate\ncd x\nexec ./mvnw -q spring-boot:run \"-Dx=$arguments\"\n");
		assertThat(this.project.output("init")).contains("migrate, renewed");
		assertThat(script).hasContent(first);
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
				"ensure-version", "show a1")) {
			assertThat(this.project.error(command.split(" "))).as(command)
				.contains("left over from an earlier build", "b2 (", "c3 (",
						"Run 'mvn clean compile' in " + this.folder)
				.doesNotContain("Warning: ");
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
