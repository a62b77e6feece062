package dev.migrate.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
	 * @return what psql printed, with its exit code in the last line
	 */
	static String run(TestDatabase database, Path script) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f",
				script.toString(), database.url().substring("jdbc:".length()));
		builder.environment().put("PGUSER", database.user());
		builder.environment().put("PGPASSWORD", database.password());
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return output + "exit code " + process.exitValue();
	}

}
