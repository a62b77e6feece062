package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.DifferencePairs;

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
	 * difference of a name is never accepted. The two halves of a change may have been
	 * accepted as one difference or as two.
	 * @param differences the differences
	 * @param unknown tells entries of which nobody knows whether they apply
	 * @return both, the halves of a change as one difference, and what there is to say
	 * about entries that no longer apply
	 */
	public Acceptance apply(List<Difference> differences, Predicate<AcceptedDifference> unknown) {
		Map<Object, List<AcceptedDifference>> left = new HashMap<>();
		this.entries.forEach((entry) -> left.computeIfAbsent(place(entry), (place) -> new ArrayList<>()).add(entry));
		Map<Difference, AcceptedDifference> silent = new LinkedHashMap<>();
		List<Difference> changes = DifferencePairs.join(differences);
		List<Difference> open = matchAsTheyWere(changes, left, silent);
		Set<Difference> separate = new HashSet<>(differences);
		List<Difference> halves = open.stream()
			.flatMap((difference) -> separate.contains(difference) ? Stream.of(difference)
					: DifferencePairs.halves(difference).stream())
			.toList();
		List<Difference> reported = DifferencePairs.join(matchAsTheyWere(halves, left, silent));
		Map<Difference, AcceptedDifference> changed = new LinkedHashMap<>();
		match(reported, left, changed, AcceptedDifference::isSameThing);
		return new Acceptance(reported, silent, changed,
				left.values().stream().flatMap(List::stream).filter(unknown.negate()).sorted().toList());
	}

	private static List<Difference> matchAsTheyWere(List<Difference> differences,
			Map<Object, List<AcceptedDifference>> left, Map<Difference, AcceptedDifference> silent) {
		return match(match(differences, left, silent, AcceptedDifference::equals), left, silent,
				AcceptedDifference::isSameStructure);
	}

	/**
	 * Matches differences with entries that are left, and returns those without one.
	 */
	private static List<Difference> match(List<Difference> differences, Map<Object, List<AcceptedDifference>> left,
			Map<Difference, AcceptedDifference> matched, Sameness sameness) {
		List<Difference> open = new ArrayList<>();
		for (Difference difference : differences) {
			Optional<AcceptedDifference> entry = !difference.kind().isAcceptable() ? Optional.empty()
					: entry(AcceptedDifference.of(difference), left, sameness);
			entry.ifPresentOrElse((found) -> matched.put(difference, found), () -> open.add(difference));
		}
		return open;
	}

	private static Optional<AcceptedDifference> entry(AcceptedDifference now,
			Map<Object, List<AcceptedDifference>> left, Sameness sameness) {
		List<AcceptedDifference> candidates = left.getOrDefault(place(now), List.of());
		Optional<AcceptedDifference> entry = candidates.stream()
			.filter((candidate) -> sameness.test(now, candidate))
			.max(Comparator.comparingInt(now::commonSides));
		entry.ifPresent(candidates::remove);
		return entry;
	}

	private static Object place(AcceptedDifference entry) {
		return List.of(entry.kind(), entry.object());
	}

	@FunctionalInterface
	private interface Sameness {

		boolean test(AcceptedDifference now, AcceptedDifference entry);

	}

}
