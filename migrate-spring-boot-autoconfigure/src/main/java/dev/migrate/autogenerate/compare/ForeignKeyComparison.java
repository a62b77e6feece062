package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Table;

/**
 * Compares the foreign keys of two tables by what refers to what.
 */
public final class ForeignKeyComparison {

	private final TablePair tables;

	private ForeignKeyComparison(TablePair tables) {
		this.tables = tables;
	}

	static List<Difference> of(TablePair tables) {
		return new ForeignKeyComparison(tables).compare();
	}

	private List<Difference> compare() {
		List<Difference> differences = new ArrayList<>();
		List<ForeignKey> unmatched = new ArrayList<>(keys(this.tables.found().table()));
		PartMatcher<ForeignKey> matcher = new PartMatcher<>(ForeignKey::name,
				(key, other) -> refersAlike(key, other) && isSame(key, other));
		for (ForeignKey key : matcher.inOrder(keys(this.tables.wanted().table()), unmatched)) {
			Optional<ForeignKey> match = matcher.match(key, unmatched)
				.or(() -> unmatched.stream().filter((other) -> refersAlike(key, other)).findFirst());
			match.ifPresent(unmatched::remove);
			if (match.filter((other) -> isSame(key, other)).isEmpty()) {
				differences.add(ConstraintDifference.of(this.tables.name(), key, match.orElse(null)));
			}
		}
		unmatched.forEach((key) -> differences.add(ConstraintDifference.of(this.tables.name(), null, key)));
		return differences;
	}

	private static List<ForeignKey> keys(Table table) {
		return table.constraints().stream().filter(ForeignKey.class::isInstance).map(ForeignKey.class::cast).toList();
	}

	private static boolean refersAlike(ForeignKey key, ForeignKey other) {
		return key.referencedTable().equals(other.referencedTable()) && pairs(key).equals(pairs(other));
	}

	/**
	 * The order of the columns says nothing, only which refers to which.
	 */
	private static List<String> pairs(ForeignKey key) {
		List<String> pairs = new ArrayList<>();
		for (int i = 0; i < key.columns().size(); i++) {
			String referenced = key.referencedColumns().isEmpty() ? "" : key.referencedColumns().get(i);
			pairs.add(key.columns().get(i) + "\0" + referenced);
		}
		return pairs.stream().sorted().toList();
	}

	private boolean isSame(ForeignKey key, ForeignKey other) {
		if (this.tables.options().complete() && key.notValid() != other.notValid()) {
			return false;
		}
		boolean stated = key.onDelete() == other.onDelete() && key.onDeleteColumns().equals(other.onDeleteColumns());
		return stated && ((!this.tables.options().complete() && isPlain(key)) || (key.onUpdate() == other.onUpdate()
				&& key.match() == other.match() && key.deferrability() == other.deferrability()));
	}

	/**
	 * Entities say nothing of this unless they give SQL for the key.
	 */
	private static boolean isPlain(ForeignKey key) {
		return key.onUpdate() == ReferentialAction.NO_ACTION && key.match() == ForeignKey.Match.SIMPLE
				&& key.deferrability() == Deferrability.NOT_DEFERRABLE;
	}

}
