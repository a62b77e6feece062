package dev.migrate.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.testsupport.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client that scripts for PostgreSQL are written for, where it is installed.
 */
final class Psql {

	private Psql() {
	}

	static boolean isPresent() throws InterruptedException {
		try {
			return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Runs a script.
	 * @param database the database
	 * @param script the file
	 * @param variables what psql is told with {@code -v}
	 * @return what psql printed, with its exit code in the last line
	 */
	static String run(TestDatabase database, Path script, String... variables)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
		for (String variable : variables) {
			command.addAll(List.of("-v", variable));
		}
		command.addAll(List.of("-f", script.toString(), database.url().substring("jdbc:".length())));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("PGUSER", database.user());
		builder.environment().put("PGPASSWORD", database.password());
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return output + "exit code " + process.exitValue();
	}

}
