package dev.migrate.benchmarks;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.benchmarks.DatabaseServer.Database;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies scripts to an empty database, in a process that has done it before: beside the
 * server, or through a network.
 */
final class ApplyBenchmark implements Benchmark {

	private static final int WARM_UP_SIZE = 100;

	// After that, what the compiler of the virtual machine still does is little.
	private static final int WARM_UP_ROUNDS = 10;

	private final String name;

	private final Duration delay;

	private final DatabaseServer server;

	private final Path work;

	private final List<Contestant> contestants = List.of(new RawJdbc(), new FlywayContestant(),
			new LiquibaseContestant(), new MigrateContestant());

	private boolean warm;

	private ApplyBenchmark(String name, Duration delay, DatabaseServer server, Path work) {
		this.name = name;
		this.delay = delay;
		this.server = server;
		this.work = work;
	}

	static ApplyBenchmark local(DatabaseServer server, Path work) {
		return new ApplyBenchmark("apply", Duration.ZERO, server, work);
	}

	/**
	 * Creates the benchmark through a network.
	 * @param server the server
	 * @param work a folder
	 * @param delay how long the network takes in each direction
	 */
	static ApplyBenchmark through(DatabaseServer server, Path work, Duration delay) {
		return new ApplyBenchmark("network", delay, server, work);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(10, 100) : List.of(10, 100, 1000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		if (size >= 1000 && !this.delay.isZero()) {
			// Minutes, but hardly different from each other.
			return 2;
		}
		return quick ? 3 : 7;
	}

	@Override
	public void measure(int size, int rounds, Results results) throws Exception {
		if (!this.warm) {
			measure(WARM_UP_SIZE, WARM_UP_ROUNDS, new Results(), Duration.ZERO);
			this.warm = true;
		}
		measure(size, rounds, results, this.delay);
	}

	private void measure(int size, int rounds, Results results, Duration delay) throws Exception {
		Map<Contestant, URLClassLoader> scripts = new LinkedHashMap<>();
		for (Contestant contestant : this.contestants) {
			Path folder = Files.createTempDirectory(this.work, "scripts");
			scripts.put(contestant, ScriptFolder.create(folder, contestant.scripts(Change.list(size))));
		}
		for (int round = 0; round < rounds; round++) {
			for (Map.Entry<Contestant, URLClassLoader> entry : Turns.of(round, scripts.entrySet())) {
				measure(entry.getKey(), entry.getValue(), size, delay, results);
			}
		}
		for (URLClassLoader classPath : scripts.values()) {
			classPath.close();
		}
	}

	private void measure(Contestant contestant, URLClassLoader classPath, int size, Duration delay, Results results)
			throws Exception {
		Database database = this.server.create();
		try (DelayingProxy proxy = new DelayingProxy(this.server.port(), delay);
				HikariDataSource pool = pool(delay.isZero() ? database : database.through(proxy))) {
			System.gc();
			long roundTrips = proxy.roundTrips();
			Stopwatch time = Stopwatch.start();
			contestant.apply(pool, classPath);
			time.stop();
			String work = "%,d scripts".formatted(size);
			results.add(work, contestant.name(), Metric.TIME, time.wallMillis());
			results.add(work, contestant.name(), Metric.CPU, time.cpuMillis());
			results.add(work, contestant.name(), Metric.ROUND_TRIPS, (double) (proxy.roundTrips() - roundTrips) / size);
			requireTables(contestant, pool, size);
		}
		finally {
			this.server.drop(database);
		}
	}

	/**
	 * The pool of an application that already has a connection.
	 */
	private static HikariDataSource pool(Database database) throws Exception {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(DatabaseServer.USER);
		pool.setMinimumIdle(0);
		pool.getConnection().close();
		return pool;
	}

	private static void requireTables(Contestant contestant, HikariDataSource pool, int size) {
		int tables = JdbcClient.create(pool)
			.sql("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname ~ '^t\\d{5}$'")
			.query(Integer.class)
			.single();
		if (tables != Change.tables(size)) {
			throw new IllegalStateException(
					"%s created %d tables of %d".formatted(contestant.name(), tables, Change.tables(size)));
		}
	}

	@Override
	public ResultTable table(Results results) {
		List<String> header = new ArrayList<>(List.of(""));
		this.contestants.forEach((contestant) -> header.add(contestant.name()));
		ResultTable table = new ResultTable(header);
		for (String work : results.works()) {
			table.row(row(work, (contestant) -> time(results, work, contestant)));
			if (this.delay.isZero()) {
				table.row(row(work + ", CPU of the client",
						(contestant) -> Metric.CPU.format(results.median(work, contestant.name(), Metric.CPU))));
			}
			else {
				table.row(row(work + ", round trips for each", (contestant) -> Metric.ROUND_TRIPS
					.format(results.median(work, contestant.name(), Metric.ROUND_TRIPS))));
			}
		}
		return table;
	}

	private List<String> row(String title, Function<Contestant, String> cell) {
		List<String> row = new ArrayList<>(List.of(title));
		this.contestants.forEach((contestant) -> row.add(cell.apply(contestant)));
		return row;
	}

	private String time(Results results, String work, Contestant contestant) {
		Values time = results.get(work, contestant.name(), Metric.TIME);
		Values floor = results.get(work, this.contestants.get(0).name(), Metric.TIME);
		return "%s, %.2f×".formatted(Metric.TIME.format(time.median()), time.dividedBy(floor).median());
	}

}
