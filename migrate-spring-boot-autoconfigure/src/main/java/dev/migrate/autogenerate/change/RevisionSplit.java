package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.Step;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;

/**
 * Divides steps into revisions: what runs in a transaction and what does not cannot be in
 * the same one. A step joins an earlier revision of its kind where nothing between
 * concerns its tables, so that there are few.
 */
public final class RevisionSplit {

	private final List<Part> parts = new ArrayList<>();

	private RevisionSplit() {
	}

	/**
	 * Returns the revisions that steps make.
	 * @param changes the steps in their order
	 * @return the revisions in their order; none without steps
	 */
	public static List<GeneratedRevision> of(List<Change> changes) {
		RevisionSplit split = new RevisionSplit();
		changes.forEach(split::add);
		return split.parts.stream().map(Part::revision).toList();
	}

	private void add(Change change) {
		boolean transactional = isTransactional(change);
		Part place = null;
		for (int i = this.parts.size() - 1; i >= 0; i--) {
			Part part = this.parts.get(i);
			if (part.transactional() == transactional) {
				place = part;
			}
			if (!part.isIndependentOf(change)) {
				break;
			}
		}
		if (place == null) {
			place = new Part(transactional, new ArrayList<>());
			this.parts.add(place);
		}
		place.changes().add(change);
	}

	/**
	 * Returns whether a step can run in a transaction, both ways.
	 */
	static boolean isTransactional(Change change) {
		return !change.upgrade().runsOutsideTransaction() && !change.downgrade().runsOutsideTransaction();
	}

	/**
	 * Returns the tables that a step concerns, empty if that is not known.
	 */
	private static Optional<Set<ObjectName>> tables(Change change) {
		Set<ObjectName> both = new HashSet<>();
		for (Operation operation : List.of(change.upgrade(), change.downgrade())) {
			Optional<Set<ObjectName>> tables = operation.tables();
			if (tables.isEmpty()) {
				return Optional.empty();
			}
			both.addAll(tables.get());
		}
		return Optional.of(both);
	}

	/**
	 * The steps of a revision.
	 *
	 * @param transactional whether they run in a transaction
	 * @param changes the steps so far
	 */
	private record Part(boolean transactional, List<Change> changes) {

		boolean isIndependentOf(Change change) {
			Set<ObjectName> tables = tables(change).orElse(Set.of());
			return !tables.isEmpty() && this.changes.stream()
				.allMatch((other) -> tables(other).filter((names) -> Collections.disjoint(names, tables)).isPresent());
		}

		GeneratedRevision revision() {
			List<Step> upgrade = new ArrayList<>();
			List<Step> downgrade = new ArrayList<>();
			for (Change change : this.changes) {
				if (change.upgrade() != NoOperation.INSTANCE) {
					upgrade.add(new Step(change.upgrade(), change.remarks(), change.restores()));
				}
				if (change.downgrade() != NoOperation.INSTANCE) {
					downgrade.add(0, new Step(change.downgrade(), List.of(), change.restores()));
				}
			}
			return new GeneratedRevision(this.transactional, upgrade, downgrade);
		}

	}

}
