package dev.migrate.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL server of its own that writes as durably as one in production, and counts
 * the statements and connections of each database.
 */
final class DatabaseServer implements Closeable {

	static final String USER = "postgres";

	private static final long PAUSE_MILLIS = 50;

	private final EmbeddedPostgres server;

	private final JdbcClient admin;

	private final AtomicInteger created = new AtomicInteger();

	private DatabaseServer(EmbeddedPostgres server) {
		this.server = server;
		this.admin = JdbcClient.create(server.getPostgresDatabase());
		this.admin.sql("CREATE EXTENSION pg_stat_statements").update();
	}

	static DatabaseServer start() throws IOException {
		return new DatabaseServer(EmbeddedPostgres.builder()
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			// Its work would be somebody's measurement.
			.setServerConfig("autovacuum", "off")
			.setServerConfig("shared_preload_libraries", "pg_stat_statements")
			.setServerConfig("pg_stat_statements.max", "100000")
			.start());
	}

	Database create() {
		Database database = new Database("benchmark_" + this.created.incrementAndGet(), port());
		this.admin.sql("CREATE DATABASE " + database.name()).update();
		return database;
	}

	void drop(Database database) {
		this.admin.sql("DROP DATABASE %s WITH (FORCE)".formatted(database.name())).update();
	}

	int port() {
		return this.server.getPort();
	}

	String version() {
		return this.admin.sql("SHOW server_version").query(String.class).single();
	}

	/**
	 * Returns how many statements of a database have run, and how many connections it has
	 * had. A connection is counted for certain once it is closed.
	 */
	Traffic traffic(Database database) {
		return new Traffic(this.admin.sql("""
				SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
				WHERE d.datname = ?""").param(database.name()).query(Long.class).single(),
				this.admin.sql("SELECT sessions FROM pg_stat_database WHERE datname = ?")
					.param(database.name())
					.query(Long.class)
					.single());
	}

	/**
	 * Returns the same once nobody is connected any more.
	 */
	Traffic finalTraffic(Database database) throws InterruptedException {
		while (this.admin.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = ?")
			.param(database.name())
			.query(Long.class)
			.single() > 0) {
			Thread.sleep(PAUSE_MILLIS);
		}
		return traffic(database);
	}

	/**
	 * Sets whether later connections to a database wait for the disk at each commit,
	 * which what only prepares a measurement need not do.
	 */
	void setDurable(Database database, boolean durable) {
		this.admin
			.sql("ALTER DATABASE %s SET synchronous_commit = %s".formatted(database.name(), durable ? "on" : "off"))
			.update();
	}

	/**
	 * Writes what has been changed, so that no measurement has to.
	 */
	void checkpoint() {
		this.admin.sql("CHECKPOINT").update();
	}

	/**
	 * Forgets the statements so far, so that there is room for those of the next start.
	 */
	void forgetStatements() {
		this.admin.sql("SELECT pg_stat_statements_reset() IS NULL").query(Boolean.class).single();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * A database, reached by a port: the server's, or that of a proxy before it.
	 */
	record Database(String name, int port) {

		String url() {
			return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.port, this.name);
		}

		Database through(DelayingProxy proxy) {
			return new Database(this.name, proxy.port());
		}

	}

	/**
	 * The statements and connections of a database.
	 */
	record Traffic(long statements, long connections) {

		Traffic since(Traffic before) {
			return new Traffic(this.statements - before.statements, this.connections - before.connections);
		}

	}

}
