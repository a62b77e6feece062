package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.dependency.Alteration;
import dev.migrate.dialect.dependency.Alteration.After;
import dev.migrate.dialect.dependency.Alteration.Kind;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one direction do to objects that others may depend on.
 */
final class Alterations {

	private final List<Operation> operations;

	private final boolean back;

	private final Set<ColumnName> addedColumns = new HashSet<>();

	private final List<CreateConstraint> constraints = new ArrayList<>();

	private final Set<ObjectName> indexes = new HashSet<>();

	private Alterations(List<Operation> operations, boolean back) {
		this.operations = operations;
		this.back = back;
		for (Operation operation : operations) {
			if (operation instanceof AddColumn addition) {
				this.addedColumns.add(new ColumnName(addition.table(), addition.column().name()));
			}
			else if (operation instanceof CreateConstraint creation) {
				this.constraints.add(creation);
			}
			else if (operation instanceof CreateIndex creation && creation.index().name() != null) {
				this.indexes.add(creation.table().sibling(creation.index().name()));
			}
		}
	}

	/**
	 * Returns what steps do on the way up.
	 */
	static Set<Alteration> up(List<Change> changes) {
		return new Alterations(changes.stream().map(Change::upgrade).toList(), false).all();
	}

	/**
	 * Returns what steps do on the way down.
	 */
	static Set<Alteration> down(List<Change> changes) {
		return new Alterations(changes.stream().map(Change::downgrade).toList(), true).all();
	}

	private Set<Alteration> all() {
		Set<Alteration> all = new LinkedHashSet<>();
		this.operations.forEach((operation) -> all.addAll(alterations(operation)));
		return all;
	}

	/**
	 * Returns what a step does by itself.
	 */
	static Set<Alteration> of(Operation operation) {
		return Set.copyOf(new Alterations(List.of(), false).alterations(operation));
	}

	private List<Alteration> alterations(Operation operation) {
		if (operation instanceof DropTable drop) {
			return one(Kind.DROP_TABLE, drop.name(), null, After.NOTHING);
		}
		if (operation instanceof DropColumn drop) {
			boolean added = this.addedColumns.contains(new ColumnName(drop.table(), drop.name()));
			return one(Kind.DROP_COLUMN, drop.table(), drop.name(), added ? After.SAME : After.NOTHING);
		}
		if (operation instanceof AlterColumn alteration) {
			return type(alteration.changes())
				.map((type) -> one(Kind.CHANGE_TYPE, alteration.table(), alteration.column(),
						type(alteration.was()).filter((was) -> AffectedColumns.isComparable(was, type)).isPresent()
								? After.SAME : After.NOTHING))
				.orElse(List.of());
		}
		if (operation instanceof DropConstraint drop) {
			return one(Kind.DROP_CONSTRAINT, drop.table(), drop.name(), after(drop));
		}
		if (operation instanceof DropIndex drop) {
			return one(Kind.DROP_INDEX, drop.name(), null,
					this.indexes.contains(drop.name()) ? After.SAME : After.NOTHING);
		}
		if (operation instanceof ReplaceEnum replacement) {
			return List.of(replacement(replacement));
		}
		if (operation instanceof AlterCompositeType alteration) {
			return attributes(alteration);
		}
		return (operation instanceof DropObject drop) ? drop(drop) : List.of();
	}

	private static Alteration replacement(ReplaceEnum replacement) {
		List<String> lost = new ArrayList<>(replacement.from().values());
		lost.removeAll(replacement.to().values());
		return new Alteration(Kind.REPLACE_TYPE, replacement.from().name(), null, After.REPLACEMENT, lost);
	}

	private static List<Alteration> attributes(AlterCompositeType alteration) {
		if (alteration.isOfComments()) {
			return List.of();
		}
		ObjectName type = alteration.from().name();
		List<Alteration> all = new ArrayList<>(
				one(alteration.isReplaced() ? Kind.REPLACE_COMPOSITE_TYPE : Kind.CHANGE_ATTRIBUTES, type, null,
						After.REPLACEMENT));
		alteration.lost().forEach((attribute) -> all.addAll(one(Kind.DROP_ATTRIBUTE, type, attribute, After.NOTHING)));
		return all;
	}

	private static List<Alteration> drop(DropObject drop) {
		return switch (drop.kind()) {
			case TYPE, COMPOSITE_TYPE -> one(Kind.DROP_TYPE, drop.name(), null, After.NOTHING);
			case SEQUENCE -> one(Kind.DROP_SEQUENCE, drop.name(), null, After.NOTHING);
			default -> List.of();
		};
	}

	private static Optional<DataType> type(List<ColumnChange> changes) {
		return changes.stream()
			.filter(ColumnChange.Type.class::isInstance)
			.map((change) -> ((ColumnChange.Type) change).type())
			.findFirst();
	}

	private static List<Alteration> one(Kind kind, ObjectName object, @Nullable String part, After after) {
		return List.of(new Alteration(kind, object, part, after));
	}

	/**
	 * A view that groups by a primary key needs one with no more than its columns. A
	 * unique constraint is not enough. On the way back, the key is what it was.
	 */
	private After after(DropConstraint drop) {
		After after = After.NOTHING;
		for (CreateConstraint creation : this.constraints) {
			if (creation.table().equals(drop.table())) {
				if (creation.constraint().equals(drop.constraint())) {
					return After.SAME;
				}
				if (creation.constraint() instanceof PrimaryKey created
						&& drop.constraint() instanceof PrimaryKey dropped
						&& (this.back || dropped.columns().containsAll(created.columns()))) {
					after = After.REPLACEMENT;
				}
			}
		}
		return after;
	}

}
