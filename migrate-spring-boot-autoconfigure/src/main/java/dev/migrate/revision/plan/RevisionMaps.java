package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.graph.RevisionGraphBuilder;

/**
 * Makes maps of revisions, of which some may replace others.
 */
public final class RevisionMaps {

	private RevisionMaps() {
	}

	/**
	 * Creates a map.
	 * @param nodes the revisions, in any order
	 * @throws InvalidRevisionGraphException if two revisions have the same id, a label is
	 * used twice or is also an id, a down revision or a dependency does not exist,
	 * revisions need themselves or each other in a circle, or one replaces what is not a
	 * part of the graph with one end
	 */
	public static RevisionMap of(Collection<RevisionNode> nodes) {
		return nodes.stream().anyMatch(RevisionNode::isSquashed) ? SquashedRevisionMap.of(new Squashes(nodes))
				: DefaultRevisionMap.of(nodes);
	}

	/**
	 * Looks for everything that keeps revisions from being a graph.
	 * @param nodes the revisions, in any order
	 * @return the exceptions that {@link #of(Collection)} would throw one after the other
	 * while each mistake is corrected; none if it would throw none. Of several circles,
	 * one is among them
	 */
	public static List<MigrateException> mistakes(Collection<RevisionNode> nodes) {
		Squashes squashes = new Squashes(nodes);
		List<MigrateException> mistakes = new ArrayList<>(squashes.mistakes());
		if (mistakes.isEmpty()) {
			Map<String, MigrateException> found = new LinkedHashMap<>();
			for (Set<String> without : List.of(squashes.open(), Set.<String>of())) {
				build(squashes.names(without)).forEach((mistake) -> found.putIfAbsent(mistake.getProblem(), mistake));
			}
			mistakes.addAll(found.values());
		}
		return mistakes;
	}

	private static List<MigrateException> build(Squashes.Names names) {
		List<MigrateException> mistakes = new ArrayList<>();
		try {
			new RevisionGraphBuilder(names.nodes(), names.aliases(), mistakes::add).build();
		}
		catch (InvalidRevisionGraphException ex) {
			// A circle, which leaves no graph to go on with.
			mistakes.add(ex);
		}
		return mistakes;
	}

}
