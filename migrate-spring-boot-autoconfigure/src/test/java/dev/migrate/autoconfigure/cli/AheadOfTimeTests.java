package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import dev.migrate.testsupport.PostgresExtension;
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

	@Test
	void runsACommandInsteadOfTheApplication(TestDatabase database, @TempDir Path folder) throws Exception {
		process(folder);
		Path output = folder.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", AheadOfTimeApplication.class.getName(),
				"migrate", "upgrade", "--migrate.locations=classpath:dev/migrate/autoconfigure/revisions",
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password());
		builder.environment()
			.put("CLASSPATH", folder.resolve("classes") + System.getProperty("path.separator")
					+ System.getProperty("java.class.path"));
		Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.readString(output)).contains("The database is at 2b3c4d5e6f7a now: 2 revisions in")
			.doesNotContain("The application runs");
		assertThat(process.exitValue()).isZero();
		assertThat(database.tables()).contains("city");
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
				new String[0])
			.process();
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp",
				classes + System.getProperty("path.separator") + System.getProperty("java.class.path")));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(result).isZero();
		try (Stream<Path> files = Files.walk(classes)) {
			assertThat(files.map(Path::toString))
				.anyMatch((file) -> file.endsWith("__ApplicationContextInitializer.class"));
		}
	}

}
