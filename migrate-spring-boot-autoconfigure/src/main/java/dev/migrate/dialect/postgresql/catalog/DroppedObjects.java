package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Dependency;
import org.jspecify.annotations.Nullable;

/**
 * What is dropped, by itself or along with something else. A sequence that others use
 * does not go.
 */
final class DroppedObjects {

	private final DependencyGraph graph;

	private final Map<Address, Alteration> gone;

	private final Map<Address, Alteration> detached = new LinkedHashMap<>();

	private DroppedObjects(DependencyGraph graph, Map<Address, Alteration> roots) {
		this.graph = graph;
		this.gone = new LinkedHashMap<>(roots);
	}

	static DroppedObjects of(DependencyGraph graph, Map<Address, Alteration> roots) {
		DroppedObjects dropped = new DroppedObjects(graph, roots);
		dropped.add();
		return dropped;
	}

	/**
	 * Returns what is there no longer, with the cause.
	 */
	Map<Address, Alteration> gone() {
		return this.gone;
	}

	/**
	 * Returns the sequences that stay without their owner, with the cause.
	 */
	Map<Address, Alteration> detached() {
		return this.detached;
	}

	private void add() {
		Deque<Address> open = new ArrayDeque<>(this.gone.keySet());
		Set<Address> sequences = new LinkedHashSet<>();
		while (!open.isEmpty() || !sequences.isEmpty()) {
			if (open.isEmpty()) {
				Map.Entry<Address, Alteration> sequence = decided(sequences);
				if (sequence != null && this.gone.put(sequence.getKey(), sequence.getValue()) == null) {
					open.add(sequence.getKey());
				}
				continue;
			}
			Address address = open.remove();
			Alteration cause = this.gone.get(address);
			for (Dependency dependency : this.graph.dependents(address)) {
				Address dependent = dependency.dependent();
				if (!dependency.isAutomatic() || this.gone.containsKey(dependent)) {
					continue;
				}
				if (this.graph.kind(dependent).equals("S") && !dependency.isInternal()) {
					sequences.add(dependent);
				}
				else {
					this.gone.put(dependent, cause);
					open.add(dependent);
					Address constraint = this.graph.owner(dependent);
					if (constraint.catalog().equals("pg_constraint")
							&& this.gone.putIfAbsent(constraint, cause) == null) {
						open.add(constraint);
					}
				}
			}
		}
	}

	private Map.@Nullable Entry<Address, Alteration> decided(Set<Address> sequences) {
		Address sequence = sequences.iterator().next();
		sequences.remove(sequence);
		Alteration cause = this.gone.entrySet()
			.stream()
			.filter((entry) -> this.graph.dependents(entry.getKey())
				.stream()
				.anyMatch((dependency) -> dependency.isAutomatic() && dependency.dependent().equals(sequence)))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
		boolean shared = this.graph.dependents(sequence)
			.stream()
			.anyMatch((dependency) -> !this.gone.containsKey(dependency.dependent()));
		if (shared) {
			this.detached.put(sequence, cause);
			return null;
		}
		return Map.entry(sequence, cause);
	}

}
