package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.benchmarks.DatabaseServer.Database;
import dev.migrate.benchmarks.DatabaseServer.Traffic;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrates many schemas of one database, in a process that has done it before: when all
 * of them are at head, and when all lack the newest revision.
 */
final class TenantBenchmark implements Benchmark {

	/**
	 * How many schemas are migrated at once: what Migrate does unless told.
	 */
	private static final int THREADS = 4;

	/**
	 * How many connections one thread may take. A Flyway takes more than one.
	 */
	private static final int CONNECTIONS_PER_THREAD = 3;

	private static final int REVISIONS = 20;

	private static final int WARM_UP_SIZE = 50;

	private static final String AT_HEAD = "%,d schemas at head";

	private static final String NEW_REVISION = "%,d schemas, a new revision";

	private static final List<Metric> METRICS = List.of(Metric.CPU, Metric.HEAP, Metric.STATEMENTS, Metric.CONNECTIONS);

	private final DatabaseServer server;

	private final Path work;

	private final List<TenantContestant> contestants = List.of(new RawJdbcTenants(), new FlywayTenants(),
			new MigrateTenants());

	private boolean warm;

	TenantBenchmark(DatabaseServer server, Path work) {
		this.server = server;
		this.work = work;
	}

	@Override
	public String name() {
		return "tenants";
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(100) : List.of(500, 5000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		return (quick || size >= 5000) ? 3 : 7;
	}

	@Override
	public void measure(int size, int rounds, Results results) throws Exception {
		if (!this.warm) {
			measureRounds(WARM_UP_SIZE, 2, new Results());
			this.warm = true;
		}
		measureRounds(size, rounds, results);
	}

	private void measureRounds(int size, int rounds, Results results) throws Exception {
		Map<TenantContestant, Database> databases = new LinkedHashMap<>();
		for (TenantContestant contestant : this.contestants) {
			databases.put(contestant, createDatabase(contestant, size));
		}
		this.server.checkpoint();
		for (int round = 0; round < rounds; round++) {
			int revisions = REVISIONS + round;
			for (TenantContestant contestant : Turns.of(round, this.contestants)) {
				Database database = Objects.requireNonNull(databases.get(contestant));
				measure(AT_HEAD, contestant, database, size, revisions, results);
				measure(NEW_REVISION, contestant, database, size, revisions + 1, results);
			}
		}
		databases.values().forEach(this.server::drop);
	}

	private Database createDatabase(TenantContestant contestant, int size) throws Exception {
		Database database = this.server.create();
		this.server.setDurable(database, false);
		try (HikariDataSource pool = pool(database); URLClassLoader scripts = scripts(contestant, REVISIONS)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			List<String> first = TenantSchemas.names(1);
			jdbc.sql("CREATE SCHEMA " + first.get(0)).update();
			contestant.prepare(jdbc, first.get(0));
			contestant.upgrade(pool, scripts, first, 1);
			TenantSchemas.copyFirst(jdbc, size);
		}
		this.server.setDurable(database, true);
		return database;
	}

	private URLClassLoader scripts(TenantContestant contestant, int revisions) throws Exception {
		return ScriptFolder.create(Files.createTempDirectory(this.work, "tenants"),
				contestant.scripts(Change.ofTenants(revisions)));
	}

	private static HikariDataSource pool(Database database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(DatabaseServer.USER);
		pool.setMinimumIdle(0);
		pool.setMaximumPoolSize(THREADS * CONNECTIONS_PER_THREAD);
		return pool;
	}

	private void measure(String title, TenantContestant contestant, Database database, int size, int revisions,
			Results results) throws Exception {
		String work = title.formatted(size);
		List<String> schemas = TenantSchemas.names(size);
		this.server.forgetStatements();
		Traffic before = this.server.traffic(database);
		try (URLClassLoader scripts = scripts(contestant, revisions)) {
			try (HikariDataSource pool = pool(database)) {
				long heap = Heap.used();
				Stopwatch time = Stopwatch.start();
				Object kept = contestant.upgrade(pool, scripts, schemas, THREADS);
				time.stop();
				results.add(work, contestant.name(), Metric.HEAP, Heap.megabytesSince(heap, kept));
				results.add(work, contestant.name(), Metric.TIME, time.wallMillis());
				results.add(work, contestant.name(), Metric.CPU, time.cpuMillis());
			}
			Traffic traffic = this.server.finalTraffic(database).since(before);
			results.add(work, contestant.name(), Metric.STATEMENTS, (double) traffic.statements());
			results.add(work, contestant.name(), Metric.CONNECTIONS, (double) traffic.connections());
		}
		requireRevision(contestant, database, schemas, revisions);
	}

	private static void requireRevision(TenantContestant contestant, Database database, List<String> schemas,
			int revisions) {
		try (HikariDataSource pool = pool(database)) {
			long changed = JdbcClient.create(pool)
				.sql("SELECT count(*) FROM pg_attribute WHERE attname = ? AND NOT attisdropped")
				.param(Change.columnOfTenants(revisions))
				.query(Long.class)
				.single();
			if (changed != schemas.size()) {
				throw new IllegalStateException("%s has brought %d of %d schemas to revision %d"
					.formatted(contestant.name(), changed, schemas.size(), revisions));
			}
		}
	}

	@Override
	public ResultTable table(Results results) {
		ResultTable table = new ResultTable("", "time", "of raw JDBC's", "CPU of the client", "heap", "statements",
				"connections");
		for (String work : results.works()) {
			for (TenantContestant contestant : this.contestants) {
				Values time = results.get(work, contestant.name(), Metric.TIME);
				Values floor = results.get(work, this.contestants.get(0).name(), Metric.TIME);
				List<String> row = new ArrayList<>(List.of("%s, %s".formatted(work, contestant.name()),
						Metric.TIME.format(time.median()), "%.2f×".formatted(time.dividedBy(floor).median())));
				for (Metric metric : METRICS) {
					double value = results.median(work, contestant.name(), metric);
					row.add((metric == Metric.HEAP) ? metric.formatAdded(value) : metric.format(value));
				}
				table.row(row);
			}
		}
		return table;
	}

}
