package dev.migrate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.plan.DefaultRevisionMap;

/**
 * Builds the graph of revisions and plans from base to heads: a chain, many branches, and
 * a ladder of branches that are merged at once.
 */
final class GraphBenchmark implements Benchmark {

	private static final String BUILD = "build";

	private static final String UPGRADE = "plan base to heads";

	private static final String DOWNGRADE = "plan heads to base";

	private static final Map<String, IntFunction<List<RevisionNode>>> SHAPES = shapes();

	private static Map<String, IntFunction<List<RevisionNode>>> shapes() {
		Map<String, IntFunction<List<RevisionNode>>> shapes = new LinkedHashMap<>();
		shapes.put("a chain", GraphBenchmark::chain);
		shapes.put("100 branches", GraphBenchmark::branches);
		shapes.put("a ladder of merges", GraphBenchmark::ladder);
		return shapes;
	}

	@Override
	public String name() {
		return "graph";
	}

	@Override
	public List<Integer> sizes(boolean quick) {
		return quick ? List.of(1000, 10_000) : List.of(1000, 10_000, 100_000);
	}

	@Override
	public int rounds(int size, boolean quick) {
		return quick ? 7 : 15;
	}

	@Override
	public void measure(int size, int rounds, Results results) {
		SHAPES.forEach((shape, nodes) -> measure("%,d revisions, %s".formatted(size, shape), nodes.apply(size), rounds,
				results));
	}

	private static void measure(String work, List<RevisionNode> nodes, int rounds, Results results) {
		RevisionMap map = DefaultRevisionMap.of(nodes);
		List<String> rows = List.copyOf(map.upgrade("heads", List.of()).after());
		for (int round = -rounds; round < rounds; round++) {
			Results target = (round < 0) ? new Results() : results;
			time(work, BUILD, () -> DefaultRevisionMap.of(nodes), target);
			time(work, UPGRADE, () -> map.upgrade("heads", List.of()), target);
			time(work, DOWNGRADE, () -> map.downgrade("base", rows), target);
		}
	}

	private static void time(String work, String step, Supplier<?> run, Results results) {
		Stopwatch time = Stopwatch.start();
		Objects.requireNonNull(run.get());
		time.stop();
		results.add(work, step, Metric.TIME, time.wallMillis());
	}

	@Override
	public ResultTable table(Results results) {
		List<String> steps = List.of(BUILD, UPGRADE, DOWNGRADE);
		List<String> header = new ArrayList<>(List.of(""));
		header.addAll(steps);
		ResultTable table = new ResultTable(header);
		for (String work : results.works()) {
			List<String> row = new ArrayList<>(List.of(work));
			steps.forEach((step) -> row.add(Metric.TIME.format(results.median(work, step, Metric.TIME))));
			table.row(row);
		}
		return table;
	}

	private static List<RevisionNode> chain(int size) {
		List<RevisionNode> nodes = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			nodes.add(node(i, (i == 0) ? List.of() : List.of(id(i - 1))));
		}
		return nodes;
	}

	private static List<RevisionNode> branches(int size) {
		int length = size / 100;
		List<RevisionNode> nodes = new ArrayList<>(List.of(node(0, List.of())));
		for (int i = 1; i < size; i++) {
			nodes.add(node(i, List.of(((i - 1) % length == 0) ? id(0) : id(i - 1))));
		}
		return nodes;
	}

	private static List<RevisionNode> ladder(int size) {
		List<RevisionNode> nodes = new ArrayList<>(List.of(node(0, List.of())));
		for (int i = 1; i + 2 < size; i += 3) {
			nodes.add(node(i, List.of(id(i - 1))));
			nodes.add(node(i + 1, List.of(id(i - 1))));
			nodes.add(node(i + 2, List.of(id(i), id(i + 1))));
		}
		return nodes;
	}

	private static RevisionNode node(int number, List<String> down) {
		return RevisionNode.of(id(number), down, "db/revisions/R%06d.sql".formatted(number));
	}

	private static String id(int number) {
		return "%012x".formatted(number);
	}

}
