package dev.migrate.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL server that the tests of this JVM share, one for each version, started
 * when first asked for.
 */
final class PostgresServer {

	/**
	 * The version whose archive is on the class path. The archives of the others, which
	 * have the same name, are unpacked by the build.
	 */
	static final int DEFAULT_VERSION = 17;

	private static final Path ARCHIVES = Path.of("target", "postgres");

	private static final String TEMPLATE = "migrate_test_template";

	private static final AtomicInteger counter = new AtomicInteger();

	private static final Map<Integer, PostgresServer> servers = new ConcurrentHashMap<>();

	private final int version;

	private final EmbeddedPostgres server;

	private final String strategy;

	private final JdbcClient admin;

	private PostgresServer(int version) {
		this.version = version;
		// The other strategy writes a new database to the log as well.
		this.strategy = (version >= 15) ? " STRATEGY file_copy" : "";
		try {
			// What is lost with the power, and statistics of tables that end with their
			// test, cost time.
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setServerConfig("full_page_writes", "off")
				.setServerConfig("autovacuum", "off")
				.setServerConfig("join_collapse_limit", "1")
				// The queries of the catalog take longer to plan than to run.
				.setServerConfig("enable_mergejoin", "off")
				.setServerConfig("enable_memoize", "off")
				.setServerConfig("max_parallel_workers_per_gather", "0")
				.setServerConfig("max_prepared_transactions", "10")
				.setServerConfig("shared_preload_libraries", "pg_stat_statements")
				.setServerConfig("pg_stat_statements.track", "top")
				.setServerConfig("pg_stat_statements.max", "20000");
			DataDirectories.of(version).ifPresent(builder::setDataDirectory);
			if (version != DEFAULT_VERSION) {
				builder.setPgBinaryResolver((system, hardware) -> archive(version));
			}
			this.server = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.admin = JdbcClient.create(new KeptConnections(this.server.getPostgresDatabase()));
		admin().sql("CREATE DATABASE " + TEMPLATE).update();
		// The first session leaves a file in it that makes the first one of each copy
		// cheaper.
		JdbcClient.create(this.server.getDatabase("postgres", TEMPLATE)).sql("SELECT 1").query().singleRow();
		admin().sql("CREATE EXTENSION pg_stat_statements").update();
	}

	private static InputStream archive(int version) throws IOException {
		Path folder = ARCHIVES.resolve(String.valueOf(version));
		if (!Files.isDirectory(folder)) {
			throw new IllegalStateException("There is no PostgreSQL %d in %s; run ./mvnw generate-test-resources"
				.formatted(version, folder.toAbsolutePath()));
		}
		try (Stream<Path> files = Files.list(folder)) {
			return Files.newInputStream(
					files.filter((file) -> file.getFileName().toString().endsWith(".txz")).findFirst().orElseThrow());
		}
	}

	/**
	 * Returns the server of a version.
	 * @param version the major version: 14, 17 or 18
	 */
	static PostgresServer of(int version) {
		return servers.computeIfAbsent(version, PostgresServer::new);
	}

	TestDatabase create() {
		String name = "test_" + counter.incrementAndGet();
		admin().sql("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + this.strategy).update();
		return new TestDatabase(this, name);
	}

	void drop(TestDatabase database) {
		admin().sql("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)").update();
	}

	JdbcClient admin() {
		return this.admin;
	}

	int port() {
		return this.server.getPort();
	}

	int version() {
		return this.version;
	}

}
