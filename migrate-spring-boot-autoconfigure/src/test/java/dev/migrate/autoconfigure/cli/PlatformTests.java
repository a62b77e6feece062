package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.command.CommandInvocation;
import dev.migrate.command.FixedDatabase;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Terminal;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.ScriptSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonWriter;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what commands write where the platform has neither UTF-8 nor the digits of
 * SQL.
 */
class PlatformTests {

	@Test
	void dataIsTheSameWhateverThePlatformSays(@TempDir Path folder) throws IOException, InterruptedException {
		Files.writeString(folder.resolve("R_año.sql"), """
				-- revision: a1
				-- message: añadir España
				-- migrate:upgrade
				INSERT INTO country VALUES ('España');
				-- migrate:downgrade none
				""");
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Duser.language=ar", "-Duser.country=EG", "-cp",
				System.getProperty("java.class.path"), Commands.class.getName(), folder.toUri().toString());
		builder.environment().keySet().removeIf((name) -> name.equals("LANG") || name.startsWith("LC_"));
		builder.environment().put("LC_ALL", "C");
		Path errors = folder.resolve("errors.txt");
		Process process = builder.redirectError(errors.toFile()).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output + Files.readString(errors)).isZero();
		assertThat(output).contains("INSERT INTO country VALUES ('España')", "SET LOCAL lock_timeout = 5000;",
				"R_año.sql', ", "\"message\":\"añadir España\"");
		assertThat(Files.readString(errors)).contains("' cannot be the name of a file here: ", "LC_ALL=C.UTF-8")
			.doesNotContain("InvalidPathException", "Unexpected");
	}

	/**
	 * Runs commands in a virtual machine of their own.
	 */
	static final class Commands {

		private Commands() {
		}

		public static void main(String[] arguments) {
			Terminal terminal = new JvmProcess().takeTerminal();
			int done = run(terminal, arguments[0], "upgrade", "head", "--sql", "--dialect", "postgresql")
					+ run(terminal, arguments[0], "show", "a1", "--json");
			int failed = run(terminal, "file:/tmp/a\u00f1o", "heads");
			System.exit((done == 0 && failed == 1) ? 0 : 1);
		}

		private static int run(Terminal terminal, String location, String... command) {
			return CommandInvocation.of(List.of(command))
				.run(new CommandContext(() -> List.of(new FixedDatabase(
						() -> Migrator.builder(new SimpleDriverDataSource()).locations(List.of(location)).build(),
						new ProjectSettings(List.of(location), Map.of(), "head", null, ScriptSettings.defaults(),
								List.of()))),
						Objects.requireNonNull(Commands.class.getClassLoader()), Map.of(), Path.of("").toAbsolutePath(),
						terminal, JsonWriter.standard()::writeToString));
		}

	}

}
