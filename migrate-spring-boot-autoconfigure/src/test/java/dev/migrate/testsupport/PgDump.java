package dev.migrate.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program that people dump databases with, where it is installed. It reads servers of
 * its own version and older ones.
 */
public final class PgDump {

	private PgDump() {
	}

	public static boolean isPresent() throws InterruptedException {
		try {
			return new ProcessBuilder("pg_dump", "--version").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Dumps the schema of a database.
	 * @param database the database
	 * @param options more options
	 * @return the script that makes it anew
	 */
	public static String schema(TestDatabase database, String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("pg_dump", "--schema-only", "--no-owner", "--no-privileges"));
		command.addAll(List.of(options));
		command.add(database.url().substring("jdbc:".length()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("PGUSER", database.user());
		builder.environment().put("PGPASSWORD", database.password());
		Process process = builder.start();
		String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isZero();
		return dump;
	}

	/**
	 * Runs the script of a dump, without the lines that are for {@code psql} itself.
	 * @param dump the script
	 * @param database the database to run it in
	 */
	public static void restore(String dump, TestDatabase database) {
		new JdbcTemplate(database.newConnections()).execute(dump.replaceAll("(?m)^\\\\.*$", ""));
	}

}
