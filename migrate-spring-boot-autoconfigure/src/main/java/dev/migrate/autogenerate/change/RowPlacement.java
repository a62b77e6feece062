package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;

/**
 * Where declared rows are changed among the steps of a schema: after all of them as a
 * rule, but before what the rows that there are would violate, such as a column that
 * becomes NOT NULL and gets its values from a file.
 *
 * @param before the steps before the rows
 * @param after those after them
 */
public record RowPlacement(List<Change> before, List<Change> after) {

	/**
	 * What fires for rows, and what is over them, is there when they change.
	 */
	private static final Set<Phase> DEPENDENT = EnumSet.of(Phase.DROP_EVENT_TRIGGER, Phase.DROP_DEPENDENT,
			Phase.DROP_DEPENDENT_TYPE, Phase.CREATE_DEPENDENT_TYPE, Phase.CREATE_DEPENDENT, Phase.CREATE_EVENT_TRIGGER);

	/**
	 * Returns whether rows have to be changed between the steps of a schema, and can be.
	 * @param changes the steps
	 * @param tables the tables whose rows change
	 */
	public static boolean isNeeded(List<Change> changes, Set<ObjectName> tables) {
		return changes.stream().anyMatch(isRequirement(changes, tables)) && changes.stream()
			.allMatch((change) -> RevisionSplit.isTransactional(change) && !DEPENDENT.contains(change.phase())
					&& !(change.upgrade() instanceof AddEnumValue));
	}

	/**
	 * Divides the steps, which remain in their order but for columns that become NOT
	 * NULL.
	 * @param changes the steps in their order
	 * @param tables the tables whose rows change
	 */
	public static RowPlacement of(List<Change> changes, Set<ObjectName> tables) {
		Predicate<Change> requirement = isRequirement(changes, tables);
		List<Change> before = new ArrayList<>();
		List<Change> required = new ArrayList<>();
		List<Change> after = new ArrayList<>();
		for (Change change : changes) {
			boolean late = change.phase().compareTo(Phase.GENERATED_COLUMN) > 0;
			boolean moves = change.upgrade() instanceof AlterColumn && requirement.test(change);
			(late ? after : moves ? required : before).add(change);
		}
		required.addAll(after);
		return new RowPlacement(before, required);
	}

	/**
	 * Tells whether a step asks something of the rows that a table has.
	 */
	private static Predicate<Change> isRequirement(List<Change> changes, Set<ObjectName> tables) {
		Predicate<ObjectName> exists = (table) -> changes.stream()
			.noneMatch((change) -> change.upgrade() instanceof CreateTable creation
					&& creation.table().name().equals(table));
		return (change) -> table(change.upgrade(), tables).filter(exists).isPresent();
	}

	private static Optional<ObjectName> table(Operation operation, Set<ObjectName> tables) {
		if (operation instanceof CreateConstraint creation && creation.constraint() instanceof ForeignKey key) {
			return Optional.of(creation.table())
				.filter((table) -> tables.contains(table) || tables.contains(key.referencedTable()));
		}
		ObjectName table = null;
		if (operation instanceof CreateConstraint creation) {
			table = creation.table();
		}
		else if (operation instanceof CreateIndex creation && creation.index().unique()) {
			table = creation.table();
		}
		else if (operation instanceof AlterColumn alteration
				&& alteration.changes().equals(List.of(new ColumnChange.Nullability(false)))) {
			table = alteration.table();
		}
		else if (operation instanceof AddColumn addition && DataRemarks.isRequired(addition.column())) {
			table = addition.table();
		}
		return Optional.ofNullable(table).filter(tables::contains);
	}

}
