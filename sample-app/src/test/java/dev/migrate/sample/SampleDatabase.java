package dev.migrate.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database on the PostgreSQL server that the integration tests share, which ends with
 * their JVM.
 */
final class SampleDatabase {

	private final EmbeddedPostgres server;

	private final String name;

	private SampleDatabase(EmbeddedPostgres server, String name) {
		this.server = server;
		this.name = name;
	}

	/**
	 * Creates an empty database.
	 * @param name a name that no other test uses
	 * @return the database
	 */
	static SampleDatabase create(String name) {
		EmbeddedPostgres server = Holder.SERVER;
		JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
		return new SampleDatabase(server, name);
	}

	/**
	 * Returns what makes an application use this database.
	 * @return environment variables
	 */
	Map<String, String> environment() {
		return Map.of("SPRING_DATASOURCE_URL", url(), "SPRING_DATASOURCE_USERNAME", "postgres",
				"SPRING_DATASOURCE_PASSWORD", "postgres");
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + this.name;
	}

	/**
	 * Runs a script as the superuser.
	 * @param script SQL statements
	 */
	void execute(String script) {
		jdbc().sql(script).update();
	}

	JdbcClient jdbc() {
		return JdbcClient.create(this.server.getDatabase("postgres", this.name));
	}

	private static final class Holder {

		private static final EmbeddedPostgres SERVER = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
