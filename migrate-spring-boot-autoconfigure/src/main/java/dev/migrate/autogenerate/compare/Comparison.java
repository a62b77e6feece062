package dev.migrate.autogenerate.compare;

import java.util.List;

import dev.migrate.autogenerate.difference.Difference;

/**
 * What a comparison of two schemas has found.
 *
 * @param differences the differences
 * @param notes what people should know besides, one sentence each
 */
public record Comparison(List<Difference> differences, List<String> notes) {

	public Comparison {
		differences = List.copyOf(differences);
		notes = List.copyOf(notes);
	}

	static Comparison of(List<? extends Difference> differences) {
		return new Comparison(List.copyOf(differences), List.of());
	}

	/**
	 * Returns what several comparisons have found, one after the other.
	 */
	static Comparison union(List<Comparison> comparisons) {
		return new Comparison(comparisons.stream().flatMap((part) -> part.differences().stream()).toList(),
				comparisons.stream().flatMap((part) -> part.notes().stream()).toList());
	}

}
