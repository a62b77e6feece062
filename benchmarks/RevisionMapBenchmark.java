import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.plan.DefaultRevisionMap;

/**
 * Prints how long it takes to build the graph of 10,000 revisions and to plan from base
 * to heads and back: a chain, a fan of branches, and a ladder of diamonds.
 */
final class RevisionMapBenchmark {

	private static final int SIZE = 10_000;

	private static final int ROUNDS = 15;

	private RevisionMapBenchmark() {
	}

	public static void main(String[] args) {
		measure("chain", chain());
		measure("fan, 9,999 branches of 1", fan(1));
		measure("fan, 100 branches of 100", fan(100));
		measure("ladder of 3,333 diamonds", ladder());
	}

	private static void measure(String shape, List<RevisionNode> nodes) {
		RevisionMap map = DefaultRevisionMap.of(nodes);
		RevisionPlan up = map.upgrade("heads", List.of());
		System.out.printf("%-26s %6d revisions: load %4d ms, upgrade %4d ms, downgrade %4d ms, history %4d ms%n", shape,
				nodes.size(), best(() -> DefaultRevisionMap.of(nodes)), best(() -> map.upgrade("heads", List.of())),
				best(() -> map.downgrade("base", up.after())), best(map::history));
	}

	private static long best(Supplier<?> work) {
		long best = Long.MAX_VALUE;
		for (int i = 0; i < ROUNDS; i++) {
			long start = System.nanoTime();
			Objects.requireNonNull(work.get());
			best = Math.min(best, System.nanoTime() - start);
		}
		return best / 1_000_000;
	}

	private static List<RevisionNode> chain() {
		List<RevisionNode> nodes = new ArrayList<>();
		for (int i = 0; i < SIZE; i++) {
			nodes.add(node(i, (i == 0) ? List.of() : List.of(id(i - 1))));
		}
		return nodes;
	}

	private static List<RevisionNode> fan(int length) {
		List<RevisionNode> nodes = new ArrayList<>(List.of(node(0, List.of())));
		for (int i = 1; i < SIZE; i++) {
			nodes.add(node(i, List.of(((i - 1) % length == 0) ? id(0) : id(i - 1))));
		}
		return nodes;
	}

	private static List<RevisionNode> ladder() {
		List<RevisionNode> nodes = new ArrayList<>(List.of(node(0, List.of())));
		for (int i = 1; i + 2 < SIZE; i += 3) {
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
