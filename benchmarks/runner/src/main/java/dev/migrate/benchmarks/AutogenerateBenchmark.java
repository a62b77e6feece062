package dev.migrate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.benchmarks.DatabaseServer.Database;

/**
 * Compares entities with a database that Hibernate has created from them, in a process
 * that has done it before.
 */
final class AutogenerateBenchmark implements Benchmark {

	private final DatabaseServer server;

	private final Path work;

	private final List<SchemaComparer> comparers = List.of(new MigrateComparer(), new LiquibaseComparer());

	AutogenerateBenchmark(DatabaseServer server, Path work) {
		this.server = server;
		this.work = work;
	}

	@Override
	public String name() {
		return "autogenerate";
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(10, 200) : List.of(10, 200, 1000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		return (quick || size >= 1000) ? 3 : 7;
	}

	@Override
	public void measure(int size, int rounds, Results results) throws Exception {
		Database database = this.server.create();
		EntityModel model = EntityModel.create(size, Files.createTempDirectory(this.work, "entities"));
		this.server.setDurable(database, false);
		model.createTables(database);
		this.server.setDurable(database, true);
		String work = "%,d tables".formatted(size);
		for (int round = -1; round < rounds; round++) {
			for (SchemaComparer comparer : this.comparers) {
				Results target = (round < 0) ? new Results() : results;
				Stopwatch time = Stopwatch.start();
				int changes = comparer.compare(model, database);
				time.stop();
				target.add(work, comparer.name(), Metric.TIME, time.wallMillis());
				target.add(work, comparer.name(), Metric.CPU, time.cpuMillis());
				target.add(work, comparer.name(), Metric.CHANGES, changes);
			}
		}
		model.classLoader().close();
		this.server.drop(database);
	}

	@Override
	public ResultTable table(Results results) {
		List<String> header = new ArrayList<>(List.of(""));
		this.comparers.forEach((comparer) -> header.addAll(List.of(comparer.name(), "CPU", "changes proposed")));
		ResultTable table = new ResultTable(header);
		for (String work : results.works()) {
			List<String> row = new ArrayList<>(List.of(work));
			for (SchemaComparer comparer : this.comparers) {
				for (Metric metric : List.of(Metric.TIME, Metric.CPU, Metric.CHANGES)) {
					row.add(metric.format(results.median(work, comparer.name(), metric)));
				}
			}
			table.row(row);
		}
		return table;
	}

}
