package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.Difference;
import dev.migrate.autogenerate.Difference.OfConstraint;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.InspectedTable;

/**
 * Compares the check constraints of two tables by their conditions. One that only the
 * database has is left alone, unless Hibernate has made it for an enum or a
 * discriminator: that one changes with its column.
 */
public final class CheckComparison {

	/**
	 * How PostgreSQL reads back what Hibernate writes: a list of values, or a range from
	 * 0 for ordinals.
	 */
	private static final Pattern MADE_BY_HIBERNATE = Pattern
		.compile("\\(?\\(*\"?[^()\"]+\"?\\)?(?:::[\\w ]+)?\\)? = ANY \\(+ARRAY\\[.*]\\)?(?:::[\\w \\[\\]]+)?\\)+"
				+ "|\\(+\"?[^()\"]+\"? >= 0\\) AND \\(\"?[^()\"]+\"? <= \\d+\\)+", Pattern.DOTALL);

	private final TablePair tables;

	private CheckComparison(TablePair tables) {
		this.tables = tables;
	}

	static List<Difference> of(TablePair tables) {
		return new CheckComparison(tables).compare();
	}

	private List<Difference> compare() {
		List<Difference> differences = new ArrayList<>();
		List<CheckConstraint> unmatched = new ArrayList<>(checks(this.tables.found()));
		List<CheckConstraint> missing = new ArrayList<>();
		for (CheckConstraint check : checks(this.tables.wanted())) {
			Optional<CheckConstraint> match = unmatched.stream()
				.filter((other) -> check.condition().equals(other.condition()))
				.findFirst();
			match.ifPresentOrElse(unmatched::remove, () -> missing.add(check));
		}
		for (CheckConstraint check : missing) {
			Optional<CheckConstraint> renewed = unmatched.stream()
				.filter((other) -> other.name() != null && other.name().equals(check.name()))
				.findFirst();
			renewed.ifPresent(unmatched::remove);
			differences.add(OfConstraint.of(this.tables.name(), check, renewed.orElse(null)));
		}
		unmatched.stream()
			.filter((check) -> this.tables.options().complete() || isMadeByHibernate(check))
			.forEach((check) -> differences.add(OfConstraint.of(this.tables.name(), null, check)));
		return differences;
	}

	private static List<CheckConstraint> checks(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.filter(CheckConstraint.class::isInstance)
			.map(CheckConstraint.class::cast)
			.toList();
	}

	private static boolean isMadeByHibernate(CheckConstraint check) {
		return MADE_BY_HIBERNATE.matcher(check.condition()).matches();
	}

}
