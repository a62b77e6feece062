package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.InspectedTable;

/**
 * Compares the exclusion constraints of two tables. Entities state none.
 */
final class ExclusionComparison {

	private ExclusionComparison() {
	}

	static List<Difference> of(TablePair tables) {
		List<Difference> differences = new ArrayList<>();
		List<ExclusionConstraint> unmatched = new ArrayList<>(exclusions(tables.found()));
		List<ExclusionConstraint> missing = new ArrayList<>();
		PartMatcher<ExclusionConstraint> matcher = new PartMatcher<>(ExclusionConstraint::name,
				ExclusionComparison::isSame);
		for (ExclusionConstraint exclusion : matcher.inOrder(exclusions(tables.wanted()), unmatched)) {
			Optional<ExclusionConstraint> match = matcher.match(exclusion, unmatched);
			match.ifPresentOrElse(unmatched::remove, () -> missing.add(exclusion));
		}
		for (ExclusionConstraint exclusion : missing) {
			Optional<ExclusionConstraint> renewed = unmatched.stream()
				.filter((other) -> Objects.equals(exclusion.name(), other.name()))
				.findFirst();
			renewed.ifPresent(unmatched::remove);
			differences.add(ConstraintDifference.of(tables.name(), exclusion, renewed.orElse(null)));
		}
		if (tables.options().complete()) {
			unmatched.forEach((exclusion) -> differences.add(ConstraintDifference.of(tables.name(), null, exclusion)));
		}
		return differences;
	}

	private static List<ExclusionConstraint> exclusions(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.filter(ExclusionConstraint.class::isInstance)
			.map(ExclusionConstraint.class::cast)
			.toList();
	}

	private static boolean isSame(ExclusionConstraint one, ExclusionConstraint other) {
		return one.elements().equals(other.elements()) && Objects.equals(one.method(), other.method())
				&& Objects.equals(one.where(), other.where()) && one.deferrability() == other.deferrability();
	}

}
