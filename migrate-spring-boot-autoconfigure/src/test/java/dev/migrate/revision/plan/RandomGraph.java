package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.migrate.revision.RevisionNode;

/**
 * Graphs with branches, merges, dependencies (redundant ones too) and several bases, the
 * same for the same seed.
 */
final class RandomGraph {

	private RandomGraph() {
	}

	static List<RevisionNode> nodes(long seed) {
		Random random = new Random(seed);
		int size = 1 + random.nextInt(25);
		List<RevisionNode> nodes = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			String id = "%04x%08d".formatted(random.nextInt(0x10000), i);
			Set<String> down = new LinkedHashSet<>();
			if (i > 0 && random.nextInt(10) > 0) {
				int parents = (random.nextInt(5) == 0) ? 2 : 1;
				for (int j = 0; j < parents; j++) {
					down.add(nodes.get(Math.max(0, i - 1 - random.nextInt(4))).id());
				}
			}
			Set<String> dependsOn = new LinkedHashSet<>();
			while (i > 0 && random.nextInt(6) == 0) {
				dependsOn.add(nodes.get(random.nextInt(i)).id());
			}
			nodes.add(new RevisionNode(id, List.copyOf(down), List.copyOf(dependsOn), Set.of(),
					"%04x.sql".formatted(random.nextInt(0x10000))));
		}
		return nodes;
	}

}
