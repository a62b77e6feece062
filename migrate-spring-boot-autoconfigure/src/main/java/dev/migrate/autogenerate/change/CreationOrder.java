package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders the steps that create objects, each after those that it needs, and after those
 * that the body of a function names as far as that is possible, too.
 */
final class CreationOrder {

	private final Map<String, Creation> pending = new LinkedHashMap<>();

	private final Set<String> visited = new HashSet<>();

	private final List<Change> ordered = new ArrayList<>();

	private CreationOrder(List<Creation> creations) {
		for (Creation creation : creations) {
			this.pending.put(creation.identity().isEmpty() ? creation.toString() : creation.identity(), creation);
		}
	}

	/**
	 * The step that creates an object, or makes it what is wanted.
	 *
	 * @param identity the object
	 * @param needs the identities of what must be there before
	 * @param change the step
	 */
	record Creation(String identity, Set<String> needs, Change change) {
	}

	static List<Change> of(List<Creation> creations) {
		CreationOrder order = new CreationOrder(creations);
		order.pending.keySet().forEach((identity) -> order.add(identity, new LinkedHashSet<>()));
		return order.ordered;
	}

	private void add(String identity, Set<String> waiting) {
		Creation creation = this.pending.get(identity);
		if (creation == null || !this.visited.add(identity)) {
			return;
		}
		waiting.add(identity);
		creation.needs().stream().sorted().forEach((needed) -> add(needed, waiting));
		Set<String> mentioned = FunctionBodies.mentioned(creation.change().upgrade());
		if (!mentioned.isEmpty()) {
			this.pending.forEach((other, named) -> {
				if (!this.visited.contains(other)
						&& !Collections.disjoint(FunctionBodies.names(named.change().upgrade()), mentioned)
						&& Collections.disjoint(needs(other, new HashSet<>()), waiting)) {
					add(other, waiting);
				}
			});
		}
		waiting.remove(identity);
		this.ordered.add(creation.change());
	}

	/**
	 * Returns all that an object needs, and what that needs in turn.
	 */
	private Set<String> needs(String identity, Set<String> all) {
		Creation creation = this.pending.get(identity);
		if (creation != null) {
			creation.needs().stream().filter(all::add).forEach((needed) -> needs(needed, all));
		}
		return all;
	}

}
