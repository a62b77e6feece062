package dev.migrate.command;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

import dev.migrate.command.project.LaunchRecorder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the script that {@code migrate init} writes, with a substitute for Maven that
 * notes what it was told.
 */
@DisabledOnOs(OS.WINDOWS)
class LaunchScriptTests {

	/**
	 * What compiles the application is not always the first one of the path.
	 */
	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/**
	 * What the recorded command keeps, so that each process starts with less work.
	 */
	private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

	private static final String APPLICATION = """
			import dev.migrate.command.project.LaunchRecorder;
			import java.nio.file.Files;
			import java.nio.file.Path;
			class Application {
				public static void main(String[] arguments) throws Exception {
					if (arguments[arguments.length - 1].equals("launch")) {
						new LaunchRecorder(System.getenv()).record();
						return;
					}
					if (arguments[arguments.length - 1].equals("archive")) {
						dev.migrate.command.launch.ClassArchive.makeInBackground(java.util.Map.of());
					}
					else if (arguments[arguments.length - 1].equals("--load-classes")) {
						return;
					}
					System.out.println(String.join("|", arguments) + "|" + System.getProperty("greeting"));
					var resource = Thread.currentThread().getContextClassLoader().getResource("db/revisions/R_b2.sql");
					System.out.println(resource != null);
					System.exit(7);
				}
			}
			""";

	@TempDir
	static Path libraries;

	private static Path migrate = Path.of("");

	@TempDir
	Path temporary;

	private Path folder;

	private TestProject project;

	@BeforeAll
	static void createLibrary() throws URISyntaxException {
		Path classes = Path.of(LaunchRecorder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		migrate = libraries.resolve("migrate.jar");
		assertThat(ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(System.out, System.err, "--create", "--no-compress", "--file", migrate.toString(), "-C",
					classes.toString(), "dev/migrate"))
			.isZero();
	}

	@BeforeEach
	void createProject() throws IOException {
		this.folder = Files.createDirectories(this.temporary.resolve("it's a project"));
		this.project = new TestProject(this.folder).file("src/main/java/Application.java", APPLICATION)
			.sql("a1", "")
			.library(migrate);
		// Boot's plugin passes profiles before the arguments, and options of the pom.
		this.project.file("mvnw", """
				#!/bin/sh
				echo "$*" >> calls
				[ ! -f broken ] || { echo '[ERROR] BUILD FAILURE'; exit 1; }
				case "$*" in
				  *spring-boot:run*) exec '%s' %s -Dgreeting='hello world' -cp "target/classes:%s" Application \\
				    --spring.profiles.active=dev migrate launch ;;
				  *) cp -R src/main/resources/. target/classes; echo '[INFO] compiled' ;;
				esac
				""".formatted(JAVA, OPTIONS, migrate));
		assertThat(this.folder.resolve("mvnw").toFile().setExecutable(true)).isTrue();
		this.project.build();
		this.project.output("init", "--format", "sql");
	}

	@Test
	void theBuildToolIsAskedOnceAndCompilesOnlyWhatHasChanged() throws Exception {
		Run first = run("migrate", "heads", "-m", "it's \"new\" $HOME", "");
		assertThat(first.exitCode()).isEqualTo(7);
		assertThat(first.out())
			.isEqualTo("--spring.profiles.active=dev|migrate|heads|-m|it's \"new\" $HOME||hello world\nfalse\n");
		assertThat(first.err()).isEmpty();
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), this.folder.resolve("migrate"));
		assertThat(run(link.toString(), "heads").out()).contains("migrate|heads|");
		assertThat(calls()).hasSize(1).first().asString().contains("spring-boot:run");
		// An SQL script is copied without the build tool, a class is not compiled.
		this.project.sql("b2", "a1");
		assertThat(run("migrate", "heads").out()).endsWith("true\n");
		assertThat(calls()).hasSize(1);
		touch("src/main/java/Application.java");
		Run compiled = run("migrate", "heads");
		assertThat(compiled.out()).contains("heads").doesNotContain("[INFO]");
		assertThat(compiled.err()).contains("[INFO] compiled");
		assertThat(run("migrate", "heads").err()).isEmpty();
		assertThat(calls()).hasSize(2).last().isEqualTo("-q process-classes");
		Files.delete(this.folder.resolve("src/main/resources/db/revisions/R_b2.sql"));
		touch("src/main/resources/db/revisions");
		assertThat(run("migrate", "heads").out()).endsWith("false\n");
		assertThat(calls()).hasSize(3);
		assertThat(this.folder.resolve("target/classes/db/revisions/R_a1.sql")).exists();
		this.project.file("pom.xml", "<project></project>");
		assertThat(run("migrate", "heads").exitCode()).isEqualTo(7);
		assertThat(calls()).hasSize(4).last().asString().contains("spring-boot:run");
	}

	@Test
	void gradleIsAskedOnceToo() throws Exception {
		for (String file : List.of("pom.xml", "mvnw", "migrate", "migrate.cmd")) {
			Files.delete(this.folder.resolve(file));
		}
		this.project.file("build.gradle.kts", "plugins { kotlin(\"jvm\") }");
		// There is no Java in the project, so that one folder of the class path does not
		// exist.
		Path classes = this.folder.resolve("build/classes/kotlin/main");
		Files.createDirectories(Objects.requireNonNull(classes.getParent()));
		Files.move(this.folder.resolve("target/classes"), classes);
		this.project.file("src/main/kotlin/Application.kt", "")
			.file("gradlew",
					"""
							#!/bin/sh
							echo "$*" >> calls
							case "$*" in
							  "-q bootRun --args=migrate launch") exec '%s' %s -cp "%s:%s:%s" Application migrate launch ;;
							  *) mkdir -p build/resources/main; cp -R src/main/resources/. build/resources/main; echo compiled ;;
							esac
							"""
						.formatted(JAVA, OPTIONS, this.folder.resolve("build/classes/java/main"), classes,
								migrate + ":" + this.folder.resolve("build/resources/main")));
		assertThat(this.folder.resolve("gradlew").toFile().setExecutable(true)).isTrue();
		this.project.output("init", "--format", "sql");
		assertThat(run("migrate", "heads").exitCode()).isEqualTo(7);
		assertThat(run("migrate", "heads").err()).isEmpty();
		assertThat(calls()).containsExactly("-q bootRun --args=migrate launch");
		touch("src/main/kotlin/Application.kt");
		assertThat(run("migrate", "heads").err()).contains("compiled");
		assertThat(run("migrate", "heads").err()).isEmpty();
		assertThat(calls()).hasSize(2).last().isEqualTo("-q classes");
		this.project.sql("b2", "a1");
		assertThat(run("migrate", "heads").out()).endsWith("true\n");
		assertThat(calls()).hasSize(2);
		this.project.file("build.gradle.kts", "plugins { kotlin(\"jvm\"); java }");
		run("migrate", "heads");
		assertThat(calls()).hasSize(3).last().isEqualTo("-q bootRun --args=migrate launch");
	}

	@Test
	void whatTheBuildToolReportsIsShown() throws Exception {
		this.project.file("broken", "");
		Run failed = run("migrate", "heads");
		assertThat(failed.exitCode()).isEqualTo(1);
		assertThat(failed.out()).isEmpty();
		assertThat(failed.err()).contains("BUILD FAILURE", "Error: The build tool could not compile or run");
		Files.delete(this.folder.resolve("broken"));
		assertThat(run("migrate", "heads").exitCode()).isEqualTo(7);
		this.project.file("broken", "");
		touch("src/main/java/Application.java");
		Run uncompiled = run("migrate", "heads");
		assertThat(uncompiled.exitCode()).isEqualTo(1);
		assertThat(uncompiled.err()).contains("BUILD FAILURE", "Error: The application could not be compiled.");
		assertThat(uncompiled.out()).isEmpty();
	}

	@Test
	void theSettingsOfTheScriptAreUsed() throws Exception {
		String script = TestProject.read(this.folder.resolve("migrate"));
		this.project.file("migrate", script.replace("java_options=''", "java_options='-Dgreeting=changed'")
			.replace("archive=yes", "archive=no"));
		assertThat(run("migrate", "heads").out()).contains("|changed\n");
		assertThat(TestProject.read(this.folder.resolve("target/migrate/launch.properties")))
			.contains("archived=false");
		this.project.file("migrate", script);
		assertThat(run("migrate", "heads").out()).contains("|hello world\n");
		assertThat(calls()).hasSize(2);
		assertThat(TestProject.read(this.folder.resolve("target/migrate/launch.properties"))).contains("archived=true");
		// Spring Boot looks for some of it with the class loader of its own classes.
		this.project.file("target/classes/META-INF/spring.factories", "");
		assertThat(run("migrate", "heads").out()).contains("|hello world\n");
		assertThat(run("migrate", "heads").out()).contains("|hello world\n");
		assertThat(calls()).hasSize(3);
		assertThat(TestProject.read(this.folder.resolve("target/migrate/launch.properties")))
			.contains("archived=false");
	}

	@Test
	void anArchiveOfTheClassesIsMadeInTheBackground() throws Exception {
		Path launch = this.folder.resolve("target/migrate");
		assertThat(run("migrate", "archive").exitCode()).isEqualTo(7);
		Awaitility.await()
			.atMost(1, TimeUnit.MINUTES)
			.until(() -> TestProject.read(launch.resolve("options")).contains("-XX:SharedArchiveFile="));
		assertThat(launch.toFile().list((folder, name) -> name.endsWith(".jsa"))).hasSize(1);
		Run archived = run("migrate", "heads");
		assertThat(archived.exitCode()).isEqualTo(7);
		assertThat(archived.out()).startsWith("--spring.profiles.active=dev|migrate|heads|hello world\n");
		assertThat(archived.err()).isEmpty();
		assertThat(calls()).hasSize(1);
	}

	private List<String> calls() throws IOException {
		return Files.readAllLines(this.folder.resolve("calls"));
	}

	private void touch(String path) throws IOException {
		Files.setLastModifiedTime(this.folder.resolve(path), FileTime.from(Instant.now()));
	}

	private Run run(String script, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("sh", script));
		command.addAll(List.of(arguments));
		File out = this.temporary.resolve("out").toFile();
		File err = this.temporary.resolve("err").toFile();
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectOutput(out)
			.redirectError(err);
		builder.environment().keySet().removeIf((name) -> name.startsWith("J") || name.startsWith("MIGRATE"));
		Process process = builder.start();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return new Run(process.exitValue(), TestProject.read(out.toPath()), TestProject.read(err.toPath()));
	}

	private record Run(int exitCode, String out, String err) {
	}

}
