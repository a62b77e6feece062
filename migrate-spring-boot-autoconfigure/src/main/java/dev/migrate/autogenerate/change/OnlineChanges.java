package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.migrate.autogenerate.OnlineTables;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Gives steps on large tables the form that blocks nobody while rows are read: indexes
 * are built concurrently, constraints are added first and validated later.
 */
public final class OnlineChanges {

	private final SchemaSnapshot found;

	private final OnlineTables online;

	private final RowCounts counts;

	public OnlineChanges(SchemaSnapshot found, OnlineTables online, RowCounts counts) {
		this.found = found;
		this.online = online;
		this.counts = counts;
	}

	/**
	 * Returns steps in the form that blocks nobody, where their tables are large.
	 * @param changes the steps in their order
	 * @return the steps in their order
	 */
	public List<Change> online(List<Change> changes) {
		if (this.online.isNone()) {
			return changes;
		}
		List<Change> all = new ArrayList<>();
		changes.forEach((change) -> addOnline(change, all));
		// Steps of a phase depend on each other only where one prepares a column for the
		// online step that follows it.
		all.sort(Comparator.comparing(Change::phase).thenComparing((change) -> !RevisionSplit.isTransactional(change)));
		return all;
	}

	private void addOnline(Change change, List<Change> all) {
		if (change.upgrade() instanceof AddColumn addition && DataRemarks.isRequired(addition.column())
				&& isLarge(addition.table())) {
			Column nullable = addition.column().nullable(true);
			all.add(Change.of(change.phase(), new AddColumn(addition.table(), nullable)));
			all.add(Change.of(Phase.COLUMN,
					AlterColumn.of(addition.table(), nullable.name(), AlterColumn::notNull, OperationOption.online())));
		}
		else if (change.upgrade() instanceof AlterColumn there && change.downgrade() instanceof AlterColumn back
				&& isLarge(there.table())) {
			addAlteration(change, there, back, all);
		}
		else {
			all.add(change.with(online(change.upgrade()), online(change.downgrade())));
		}
	}

	private void addAlteration(Change change, AlterColumn there, AlterColumn back, List<Change> all) {
		Optional<Boolean> nullable = there.changes()
			.stream()
			.filter(ColumnChange.Nullability.class::isInstance)
			.map((altered) -> ((ColumnChange.Nullability) altered).nullable())
			.findFirst();
		if (nullable.isEmpty()) {
			all.add(change);
			return;
		}
		if (there.changes().size() > 1) {
			all.add(new Change(change.phase(), withoutNullability(there), withoutNullability(back)));
		}
		Operation require = AlterColumn.of(there.table(), there.column(), AlterColumn::notNull,
				OperationOption.online());
		Operation release = require.reverse().orElseThrow();
		all.add(new Change(change.phase(), nullable.get() ? release : require, nullable.get() ? require : release));
	}

	private static AlterColumn withoutNullability(AlterColumn alteration) {
		return new AlterColumn(alteration.table(), alteration.column(), withoutNullability(alteration.changes()),
				withoutNullability(alteration.was()));
	}

	private static List<ColumnChange> withoutNullability(List<ColumnChange> changes) {
		return changes.stream().filter((change) -> !(change instanceof ColumnChange.Nullability)).toList();
	}

	private Operation online(Operation operation) {
		if (operation instanceof CreateIndex creation && isLarge(creation.table())) {
			return new CreateIndex(creation.table(), creation.index(), OperationOption.CONCURRENTLY);
		}
		if (operation instanceof DropIndex drop && drop.creation() != null && isLarge(drop.creation().table())) {
			return DropIndex.of(drop.creation().table(), drop.creation().index(), OperationOption.CONCURRENTLY);
		}
		if (operation instanceof CreateConstraint creation && reads(creation.constraint())
				&& isLarge(creation.table())) {
			return new CreateConstraint(creation.table(), creation.constraint(), OperationOption.online());
		}
		return operation;
	}

	/**
	 * Returns whether a constraint is checked against the rows that are there, and can be
	 * without blocking anybody.
	 */
	private static boolean reads(Constraint constraint) {
		return !(constraint instanceof ExclusionConstraint) && !(constraint instanceof ForeignKey key && key.notValid())
				&& !(constraint instanceof CheckConstraint check && check.notValid());
	}

	/**
	 * Returns whether a table is to be changed online. A partitioned one cannot be: none
	 * of the forms exists for it.
	 */
	private boolean isLarge(ObjectName name) {
		InspectedTable table = this.found.tables().get(name);
		if (table == null || table.table().partitionBy() != null) {
			return false;
		}
		if (this.online.all()) {
			return true;
		}
		return (table.estimatedRows() >= 0) ? table.estimatedRows() > this.online.above()
				: this.counts.exceeds(name, this.online.above());
	}

}
