package dev.migrate.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The PostgreSQL server that the tests of this JVM share, started when first asked for.
 */
final class PostgresServer {

	private static final String TEMPLATE = "migrate_test_template";

	private static final AtomicInteger counter = new AtomicInteger();

	private final EmbeddedPostgres server;

	private PostgresServer() {
		try {
			this.server = EmbeddedPostgres.builder()
				.setServerConfig("shared_preload_libraries", "pg_stat_statements")
				.setServerConfig("pg_stat_statements.track", "top")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		admin().sql("CREATE DATABASE " + TEMPLATE).update();
		admin().sql("CREATE EXTENSION pg_stat_statements").update();
	}

	static PostgresServer get() {
		return Holder.INSTANCE;
	}

	TestDatabase create() {
		String name = "test_" + counter.incrementAndGet();
		admin().sql("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE).update();
		return new TestDatabase(this, name);
	}

	void drop(TestDatabase database) {
		admin().sql("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)").update();
	}

	JdbcClient admin() {
		return JdbcClient.create(this.server.getPostgresDatabase());
	}

	int port() {
		return this.server.getPort();
	}

	private static final class Holder {

		private static final PostgresServer INSTANCE = new PostgresServer();

	}

}
