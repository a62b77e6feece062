package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.operations.AddColumn;
import dev.migrate.operations.AddConstraintSafely;
import dev.migrate.operations.AlterColumn;
import dev.migrate.operations.CreateConstraint;
import dev.migrate.operations.CreateIndex;
import dev.migrate.operations.CreateTable;
import dev.migrate.operations.DropColumn;
import dev.migrate.operations.DropConstraint;
import dev.migrate.operations.DropIndex;
import dev.migrate.operations.DropTable;
import dev.migrate.operations.Operation;
import dev.migrate.operations.Option;
import dev.migrate.operations.SetNotNullSafely;
import dev.migrate.operations.SetTableComment;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Divides steps into revisions: what runs in a transaction and what does not cannot be in
 * the same one. A step joins an earlier revision of its kind where nothing between
 * concerns its tables, so that there are few.
 */
final class RevisionSplit {

	private final List<Part> parts = new ArrayList<>();

	private RevisionSplit() {
	}

	/**
	 * Returns the revisions that steps make.
	 * @param changes the steps in their order
	 * @return the revisions in their order; none without steps
	 */
	static List<GeneratedRevision> of(List<Change> changes) {
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
		return isTransactional(change.upgrade()) && isTransactional(change.downgrade());
	}

	static boolean isTransactional(Operation operation) {
		return !operation.autocommits()
				&& !(operation instanceof CreateIndex creation && creation.options().contains(Option.CONCURRENTLY))
				&& !(operation instanceof DropIndex drop && drop.options().contains(Option.CONCURRENTLY));
	}

	/**
	 * Returns the tables that a step concerns, empty if that is not known.
	 */
	private static Optional<Set<ObjectName>> tables(Change change) {
		List<Optional<Stream<ObjectName>>> both = List.of(tables(change.upgrade()), tables(change.downgrade()));
		return both.stream().allMatch(Optional::isPresent)
				? Optional
					.of(both.stream().flatMap((names) -> names.orElseGet(Stream::empty)).collect(Collectors.toSet()))
				: Optional.empty();
	}

	private static Optional<Stream<ObjectName>> tables(Operation operation) {
		if (operation == Nothing.INSTANCE) {
			return Optional.of(Stream.empty());
		}
		if (operation instanceof CreateTable creation) {
			return Optional.of(tables(creation.table()));
		}
		if (operation instanceof DropTable drop) {
			return Optional.ofNullable(drop.table()).map(RevisionSplit::tables);
		}
		if (operation instanceof CreateConstraint creation) {
			return Optional.of(tables(creation.table(), creation.constraint()));
		}
		if (operation instanceof AddConstraintSafely addition) {
			return Optional.of(tables(addition.table(), addition.constraint()));
		}
		if (operation instanceof DropConstraint drop) {
			return Optional.ofNullable(drop.constraint()).map((constraint) -> tables(drop.table(), constraint));
		}
		return Optional.ofNullable(table(operation)).map(Stream::of);
	}

	private static @Nullable ObjectName table(Operation operation) {
		if (operation instanceof AddColumn addition) {
			return addition.table();
		}
		if (operation instanceof DropColumn drop) {
			return drop.table();
		}
		if (operation instanceof AlterColumn alteration) {
			return alteration.table();
		}
		if (operation instanceof SetNotNullSafely alteration) {
			return alteration.table();
		}
		if (operation instanceof CreateIndex creation) {
			return creation.table();
		}
		if (operation instanceof DropIndex drop) {
			return (drop.creation() != null) ? drop.creation().table() : null;
		}
		return (operation instanceof SetTableComment comment) ? comment.table() : null;
	}

	private static Stream<ObjectName> tables(Table table) {
		return Stream.concat(Stream.of(table.name()),
				table.constraints().stream().flatMap((constraint) -> tables(table.name(), constraint)));
	}

	private static Stream<ObjectName> tables(ObjectName table, Constraint constraint) {
		return (constraint instanceof ForeignKey key) ? Stream.of(table, key.referencedTable()) : Stream.of(table);
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
				if (change.upgrade() != Nothing.INSTANCE) {
					upgrade.add(new Step(change.upgrade(), change.remarks()));
				}
				if (change.downgrade() != Nothing.INSTANCE) {
					downgrade.add(0, new Step(change.downgrade(), List.of()));
				}
			}
			return new GeneratedRevision(this.transactional, upgrade, downgrade);
		}

	}

}
