package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.migrate.script.index.RevisionIndex;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands of an application that was processed ahead of time.
 */
@ExtendWith(PostgresExtension.class)
class AheadOfTimeTests {

	private static final String LOCATIONS = "--migrate.locations=classpath:dev/migrate/autoconfigure/revisions";

	@Test
	void runsACommandInsteadOfTheApplication(TestDatabase database, @TempDir Path folder) throws Exception {
		process(folder);
		assertThat(run(folder, "migrate", "upgrade", LOCATIONS, "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password()))
			.contains("The database is at 2b3c4d5e6f7a now: 2 revisions in")
			.doesNotContain("The application runs")
			.endsWith("exit code 0");
		assertThat(database.tables()).contains("city");
		Path index = folder.resolve("classes").resolve(RevisionIndex.PATH);
		Files.writeString(index,
				Files.readString(index).replaceFirst("(?m)\\.message=.*", ".message=as the index says"));
		assertThat(run(folder, "migrate", "history", LOCATIONS)).contains("as the index says").endsWith("exit code 0");
	}

	private static String run(Path folder, String... arguments) throws IOException, InterruptedException {
		Path output = folder.resolve("output");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Dspring.aot.enabled=true", AheadOfTimeApplication.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment()
			.put("CLASSPATH", folder.resolve("classes") + System.getProperty("path.separator")
					+ System.getProperty("java.class.path"));
		Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return Files.readString(output) + "exit code " + process.exitValue();
	}

	private static void process(Path folder) throws IOException {
		Path classes = folder.resolve("classes");
		Path sources = folder.resolve("sources");
		new SpringApplicationAotProcessor(AheadOfTimeApplication.class,
				Settings.builder()
					.sourceOutput(sources)
					.resourceOutput(classes)
					.classOutput(classes)
					.groupId("dev.migrate")
					.artifactId("application")
					.build(),
				new String[] { LOCATIONS })
			.process();
		try (Stream<Path> files = Files.walk(sources)) {
			SourceCompiler.compile(classes, files.filter((file) -> file.toString().endsWith(".java")).toList());
		}
		try (Stream<Path> files = Files.walk(classes)) {
			assertThat(files.map(Path::toString))
				.anyMatch((file) -> file.endsWith("__ApplicationContextInitializer.class"));
		}
	}

}
