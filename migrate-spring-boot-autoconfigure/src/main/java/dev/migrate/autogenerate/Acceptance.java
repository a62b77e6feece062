package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.migrate.autogenerate.difference.Difference;
import org.jspecify.annotations.Nullable;

/**
 * The differences of a comparison, divided by {@link AcceptedDifferences} into reported
 * and silent ones.
 *
 * @param reported the differences that are not accepted, or no longer as they are
 * @param silent the differences that are as they were accepted, with the entry of each
 * @param changed the reported differences that were accepted with another side, with the
 * entry of each
 * @param obsolete the entries that no longer apply
 */
public record Acceptance(List<Difference> reported, Map<Difference, AcceptedDifference> silent,
		Map<Difference, AcceptedDifference> changed, List<AcceptedDifference> obsolete) {

	public Acceptance {
		reported = List.copyOf(reported);
		silent = Collections.unmodifiableMap(new LinkedHashMap<>(silent));
		changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
		obsolete = List.copyOf(obsolete);
	}

	/**
	 * Returns this with other reported differences in place of those that there are.
	 * @param reported returns what is reported of a difference, {@code null} for nothing
	 */
	public Acceptance map(Function<Difference, @Nullable Difference> reported) {
		List<Difference> others = new ArrayList<>();
		Map<Difference, AcceptedDifference> otherChanged = new LinkedHashMap<>();
		for (Difference difference : this.reported) {
			Difference other = reported.apply(difference);
			if (other != null) {
				others.add(other);
				AcceptedDifference accepted = this.changed.get(difference);
				if (accepted != null) {
					otherChanged.put(other, accepted);
				}
			}
		}
		return new Acceptance(others, this.silent, otherChanged, this.obsolete);
	}

	/**
	 * Returns this with more reported differences.
	 * @param differences differences that nobody can accept
	 */
	public Acceptance and(List<? extends Difference> differences) {
		List<Difference> all = new ArrayList<>(this.reported);
		all.addAll(differences);
		return new Acceptance(all, this.silent, this.changed, this.obsolete);
	}

	/**
	 * Returns a reported difference in words, with what was accepted if it was.
	 * @param difference the difference
	 * @return a text such as
	 * {@code type of users.name: varchar(255) wanted, text found (accepted: varchar(255) wanted, varchar(50) found)}
	 */
	public String describe(Difference difference) {
		AcceptedDifference accepted = this.changed.get(difference);
		return (accepted != null) ? difference + " (accepted: " + accepted.sides() + ")" : difference.toString();
	}

	/**
	 * Returns what to say of the entries that no longer apply.
	 * @return one sentence each
	 */
	public List<String> notes() {
		return this.obsolete.stream()
			.map((entry) -> "Accepted, but no longer a difference; 'migrate accept' removes the entry: %s"
				.formatted(entry))
			.toList();
	}

}
