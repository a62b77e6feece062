package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.compare.UniqueComparison;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Takes foreign keys out of the tables that are created or dropped as a whole, if the key
 * that they refer to changes in the same revision: it is there neither when the table is
 * created nor when it is dropped.
 */
final class ForeignKeySplit {

	private final Set<Key> keys = new HashSet<>();

	private final Set<ColumnName> columns = new HashSet<>();

	private ForeignKeySplit(List<Change> changes) {
		changes.stream().map(Change::upgrade).forEach(this::addChanged);
	}

	static List<Change> of(List<Change> changes) {
		ForeignKeySplit split = new ForeignKeySplit(changes);
		List<Change> all = new ArrayList<>();
		changes.forEach((change) -> all.addAll(split.split(change)));
		return all;
	}

	private void addChanged(Operation operation) {
		if (operation instanceof CreateConstraint creation) {
			add(creation.table(), creation.constraint());
		}
		else if (operation instanceof DropConstraint drop) {
			add(drop.table(), drop.constraint());
		}
		else if (operation instanceof CreateIndex creation) {
			add(creation.table(), creation.index());
		}
		else if (operation instanceof DropIndex drop && drop.creation() != null) {
			add(drop.creation().table(), drop.creation().index());
		}
		else if (operation instanceof AddColumn addition) {
			this.columns.add(new ColumnName(addition.table(), addition.column().name()));
		}
		else if (operation instanceof DropColumn drop) {
			this.columns.add(new ColumnName(drop.table(), drop.name()));
		}
		else if (operation instanceof AlterColumn alteration
				&& alteration.changes().stream().anyMatch(ColumnChange.Type.class::isInstance)) {
			this.columns.add(new ColumnName(alteration.table(), alteration.column()));
		}
	}

	private void add(ObjectName table, @Nullable Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			this.keys.add(new Key(table, Set.copyOf(key.columns())));
		}
		else if (constraint instanceof UniqueConstraint unique) {
			this.keys.add(new Key(table, Set.copyOf(unique.columns())));
		}
	}

	private void add(ObjectName table, Index index) {
		if (index.unique()) {
			this.keys.add(new Key(table, Set.copyOf(UniqueComparison.columns(index))));
		}
	}

	private List<Change> split(Change change) {
		if (change.upgrade() instanceof CreateTable creation) {
			List<ForeignKey> moved = moved(creation.table());
			return moved.isEmpty() ? List.of(change) : with(
					Change.of(change.phase(), new CreateTable(without(creation.table(), moved), creation.options())),
					moved.stream()
						.map((key) -> Change.of(Phase.CREATE_FOREIGN_KEY,
								new CreateConstraint(creation.table().name(), key)))
						.toList());
		}
		if (change.upgrade() instanceof DropTable drop && drop.table() != null) {
			List<ForeignKey> moved = moved(drop.table());
			return moved.isEmpty() ? List.of(change)
					: with(Change.of(change.phase(), new DropTable(without(drop.table(), moved), drop.indexes())),
							moved.stream()
								.map((key) -> Change.of(Phase.DROP_FOREIGN_KEY, new DropConstraint(drop.name(), key)))
								.toList());
		}
		return List.of(change);
	}

	private static List<Change> with(Change change, List<Change> keys) {
		List<Change> all = new ArrayList<>(keys);
		all.add(change);
		return all;
	}

	private List<ForeignKey> moved(Table table) {
		return table.constraints()
			.stream()
			.filter(ForeignKey.class::isInstance)
			.map(ForeignKey.class::cast)
			.filter(this::isChanged)
			.toList();
	}

	private boolean isChanged(ForeignKey key) {
		return this.keys.contains(new Key(key.referencedTable(), Set.copyOf(key.referencedColumns())))
				|| key.referencedColumns()
					.stream()
					.anyMatch((column) -> this.columns.contains(new ColumnName(key.referencedTable(), column)));
	}

	private static Table without(Table table, List<ForeignKey> moved) {
		return table
			.constraints(table.constraints().stream().filter((constraint) -> !moved.contains(constraint)).toList());
	}

	/**
	 * Columns that foreign keys can refer to.
	 *
	 * @param table their table
	 * @param columns their names
	 */
	private record Key(ObjectName table, Set<String> columns) {

	}

}
