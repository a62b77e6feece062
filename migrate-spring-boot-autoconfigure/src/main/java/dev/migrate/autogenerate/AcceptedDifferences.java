package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The differences between the wanted schema and the database that somebody has accepted.
 *
 * @param entries the differences, sorted
 */
public record AcceptedDifferences(List<AcceptedDifference> entries) {

	public AcceptedDifferences {
		entries = entries.stream().sorted().toList();
	}

	/**
	 * No accepted difference, so that everything is compared exactly.
	 * @return an empty collection
	 */
	public static AcceptedDifferences none() {
		return new AcceptedDifferences(List.of());
	}

	/**
	 * Collects what several files say.
	 * @param files the accepted differences of each
	 * @return all of them, each once
	 */
	public static AcceptedDifferences union(Collection<AcceptedDifferences> files) {
		return new AcceptedDifferences(files.stream().flatMap((file) -> file.entries().stream()).distinct().toList());
	}

	/**
	 * Separates the differences that are as they were accepted from the others. A
	 * difference of a name is never accepted.
	 * @param differences the differences
	 * @return both, and what there is to say about the others and about entries that no
	 * longer apply
	 */
	public Acceptance apply(List<Difference> differences) {
		Map<Difference, AcceptedDifference> open = new LinkedHashMap<>();
		List<Difference> reported = new ArrayList<>();
		for (Difference difference : differences) {
			if (difference.isName()) {
				reported.add(difference);
			}
			else {
				open.put(difference, AcceptedDifference.of(difference));
			}
		}
		Map<Object, List<AcceptedDifference>> left = new HashMap<>();
		this.entries.forEach((entry) -> left.computeIfAbsent(place(entry), (place) -> new ArrayList<>()).add(entry));
		Map<Difference, AcceptedDifference> silent = new LinkedHashMap<>();
		match(open, left, silent, AcceptedDifference::equals);
		match(open, left, silent, AcceptedDifference::isSameStructure);
		Map<Difference, AcceptedDifference> changed = new LinkedHashMap<>();
		match(new LinkedHashMap<>(open), left, changed, AcceptedDifference::isSameThing);
		reported.addAll(open.keySet());
		return new Acceptance(reported, silent, changed,
				left.values().stream().flatMap(List::stream).sorted().toList());
	}

	private static void match(Map<Difference, AcceptedDifference> open, Map<Object, List<AcceptedDifference>> left,
			Map<Difference, AcceptedDifference> matched, Sameness sameness) {
		open.entrySet().removeIf((difference) -> {
			AcceptedDifference now = difference.getValue();
			List<AcceptedDifference> candidates = left.getOrDefault(place(now), List.of());
			Predicate<AcceptedDifference> same = (entry) -> sameness.test(now, entry);
			Optional<AcceptedDifference> entry = candidates.stream()
				.filter(same)
				.max(Comparator.comparingInt(now::commonSides));
			entry.ifPresent((found) -> {
				candidates.remove(found);
				matched.put(difference.getKey(), found);
			});
			return entry.isPresent();
		});
	}

	private static Object place(AcceptedDifference entry) {
		return List.of(entry.kind(), entry.object());
	}

	@FunctionalInterface
	private interface Sameness {

		boolean test(AcceptedDifference now, AcceptedDifference entry);

	}

}
