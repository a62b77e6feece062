package dev.migrate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.benchmarks.ApplicationJar.Start;
import dev.migrate.benchmarks.DatabaseServer.Database;
import dev.migrate.benchmarks.DatabaseServer.Traffic;

/**
 * Starts a web application from its fat jar when its database is at head: without a tool,
 * and with each of them. What a tool adds is taken round by round.
 */
final class StartBenchmark implements Benchmark {

	private static final String PLAIN = "without a tool";

	private static final Map<String, Contestant> TOOLS = tools();

	private final DatabaseServer server;

	private final Path work;

	private final Path project;

	StartBenchmark(DatabaseServer server, Path work, Path project) {
		this.server = server;
		this.work = work;
		this.project = project;
	}

	/**
	 * The tools by the module of the application that has them.
	 */
	private static Map<String, Contestant> tools() {
		Map<String, Contestant> tools = new LinkedHashMap<>();
		tools.put("flyway", new FlywayContestant());
		tools.put("liquibase", new LiquibaseContestant());
		tools.put("migrate", new MigrateContestant());
		return tools;
	}

	@Override
	public String name() {
		return "start";
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(100) : List.of(100, 1000, 5000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		return quick ? 3 : 7;
	}

	@Override
	public void measure(int size, int rounds, Results results) throws Exception {
		List<Variant> variants = new ArrayList<>();
		variants.add(new Variant(PLAIN, ApplicationJar.of(this.project, "plain"), this.server.create()));
		for (Map.Entry<String, Contestant> tool : TOOLS.entrySet()) {
			variants.add(variant(tool.getKey(), tool.getValue(), size));
		}
		// The first start applies the scripts.
		for (Variant variant : variants) {
			this.server.setDurable(variant.database(), false);
			variant.jar().start(variant.database());
			this.server.setDurable(variant.database(), true);
		}
		for (int round = 0; round < rounds; round++) {
			for (Variant variant : Turns.of(round, variants)) {
				measure(variant, "%,d scripts".formatted(size), results);
			}
		}
		for (Variant variant : variants) {
			this.server.drop(variant.database());
		}
	}

	private Variant variant(String module, Contestant tool, int size) throws IOException {
		Path target = Files.createDirectories(this.work.resolve("jars")).resolve("%s-%d.jar".formatted(module, size));
		ApplicationJar jar = ApplicationJar.of(this.project, module).with(tool.scripts(Change.list(size)), target);
		return new Variant(tool.name(), jar, this.server.create());
	}

	private void measure(Variant variant, String work, Results results) throws IOException, InterruptedException {
		this.server.forgetStatements();
		Traffic before = this.server.traffic(variant.database());
		Start start = variant.jar().start(variant.database());
		Traffic traffic = this.server.traffic(variant.database()).since(before);
		results.add(work, variant.name(), Metric.TIME, start.time());
		results.add(work, variant.name(), Metric.CPU, start.cpu());
		results.add(work, variant.name(), Metric.HEAP, start.heap());
		results.add(work, variant.name(), Metric.STATEMENTS, (double) traffic.statements());
		results.add(work, variant.name(), Metric.CONNECTIONS, (double) traffic.connections());
	}

	@Override
	public ResultTable table(Results results) {
		List<Metric> metrics = List.of(Metric.TIME, Metric.CPU, Metric.HEAP, Metric.STATEMENTS, Metric.CONNECTIONS);
		ResultTable table = new ResultTable("", "time", "CPU", "heap", "statements", "connections", "time, of Flyway's",
				"CPU, of Flyway's");
		for (String work : results.works()) {
			List<String> plain = new ArrayList<>(List.of(work + ", " + PLAIN));
			metrics.forEach((metric) -> plain.add(metric.format(results.median(work, PLAIN, metric))));
			plain.addAll(List.of("", ""));
			table.row(plain);
			for (Contestant tool : TOOLS.values()) {
				List<String> row = new ArrayList<>(List.of(work + ", " + tool.name()));
				metrics.forEach((metric) -> row.add(metric.formatAdded(added(results, work, tool.name(), metric))));
				for (Metric metric : List.of(Metric.TIME, Metric.CPU)) {
					row.add("%.2f×"
						.formatted(added(results, work, tool.name(), metric) / added(results, work, "Flyway", metric)));
				}
				table.row(row);
			}
		}
		return table;
	}

	private static double added(Results results, String work, String tool, Metric metric) {
		return results.get(work, tool, metric).minus(results.get(work, PLAIN, metric)).median();
	}

	/**
	 * The application with a tool or without, and its database.
	 */
	private record Variant(String name, ApplicationJar jar, Database database) {

	}

}
