package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Creates whole tables, each after those that it refers to, and drops them in the
 * opposite order. A foreign key that closes a cycle is created after the tables, or
 * dropped before them, by itself.
 */
public final class TableChanges {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private TableChanges(SchemaSnapshot found, List<Difference> differences) {
		this.found = found;
		this.differences = differences;
	}

	static List<Change> of(SchemaSnapshot found, List<Difference> differences) {
		TableChanges changes = new TableChanges(found, differences);
		return Stream
			.of(changes.creations(changes.tables(TableDifference::wanted)),
					changes.drops(changes.tables(TableDifference::found)))
			.flatMap(List::stream)
			.toList();
	}

	private Map<ObjectName, InspectedTable> tables(Function<TableDifference, @Nullable InspectedTable> side) {
		Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>();
		for (Difference difference : this.differences) {
			InspectedTable table = (difference instanceof TableDifference ofTable) ? side.apply(ofTable) : null;
			if (table != null) {
				tables.put(table.name(), table);
			}
		}
		return tables;
	}

	private List<Change> creations(Map<ObjectName, InspectedTable> tables) {
		List<Change> changes = new ArrayList<>();
		Set<ObjectName> created = new LinkedHashSet<>();
		for (InspectedTable inspected : parentsFirst(tables)) {
			Table table = inspected.table();
			List<Constraint> inline = new ArrayList<>();
			for (Constraint constraint : table.constraints()) {
				if (!(constraint instanceof ForeignKey key) || canRefer(table, key, created)) {
					inline.add(constraint);
				}
				else {
					changes.add(Change.of(Phase.CREATE_FOREIGN_KEY, new CreateConstraint(table.name(), constraint)));
				}
			}
			changes.add(Change.of(Phase.CREATE_TABLE, new CreateTable(table.constraints(inline))));
			indexes(inspected)
				.forEach((index) -> changes.add(Change.of(Phase.CREATE_INDEX, new CreateIndex(table.name(), index))));
			created.add(table.name());
		}
		return changes;
	}

	/**
	 * Returns whether a foreign key can be created together with its table: what it
	 * refers to is there, and unique.
	 */
	private boolean canRefer(Table table, ForeignKey key, Set<ObjectName> created) {
		if (key.referencedTable().equals(table.name()) || created.contains(key.referencedTable())) {
			return true;
		}
		InspectedTable existing = this.found.tables().get(key.referencedTable());
		return existing != null
				&& existing.table().constraints().stream().anyMatch((constraint) -> isKey(constraint, key));
	}

	private static boolean isKey(Constraint constraint, ForeignKey key) {
		Set<String> columns = Set.copyOf(key.referencedColumns());
		return (constraint instanceof PrimaryKey primary && columns.equals(Set.copyOf(primary.columns())))
				|| (constraint instanceof UniqueConstraint unique && columns.equals(Set.copyOf(unique.columns())));
	}

	private List<Change> drops(Map<ObjectName, InspectedTable> tables) {
		List<Change> changes = new ArrayList<>();
		List<InspectedTable> order = parentsFirst(tables);
		Set<ObjectName> before = new LinkedHashSet<>();
		List<Change> drops = new ArrayList<>();
		for (InspectedTable inspected : order) {
			Table table = inspected.table();
			List<Constraint> inline = new ArrayList<>();
			for (Constraint constraint : table.constraints()) {
				boolean cyclic = constraint instanceof ForeignKey key && tables.containsKey(key.referencedTable())
						&& !before.contains(key.referencedTable()) && !key.referencedTable().equals(table.name());
				if (cyclic || isNotValid(constraint)) {
					changes.add(Change.of(
							(constraint instanceof ForeignKey) ? Phase.DROP_FOREIGN_KEY : Phase.DROP_CONSTRAINT,
							new DropConstraint(table.name(), constraint)));
				}
				else {
					inline.add(constraint);
				}
			}
			drops.add(0, Change.of(Phase.DROP_TABLE, new DropTable(table.constraints(inline), indexes(inspected))));
			before.add(table.name());
		}
		changes.addAll(drops);
		return changes;
	}

	/**
	 * A constraint that is created with its table is always valid.
	 */
	private static boolean isNotValid(Constraint constraint) {
		return (constraint instanceof CheckConstraint check && check.notValid())
				|| (constraint instanceof ForeignKey key && key.notValid());
	}

	private static List<Index> indexes(InspectedTable table) {
		return table.indexes().stream().map(InspectedIndex::index).toList();
	}

	/**
	 * Orders tables so that each comes after those that it refers to, as far as there is
	 * such an order.
	 */
	private static List<InspectedTable> parentsFirst(Map<ObjectName, InspectedTable> tables) {
		Map<ObjectName, InspectedTable> ordered = new LinkedHashMap<>();
		Set<ObjectName> visiting = new LinkedHashSet<>();
		tables.values().forEach((table) -> visit(table, tables, visiting, ordered));
		return List.copyOf(ordered.values());
	}

	private static void visit(InspectedTable table, Map<ObjectName, InspectedTable> tables, Set<ObjectName> visiting,
			Map<ObjectName, InspectedTable> ordered) {
		if (ordered.containsKey(table.name()) || !visiting.add(table.name())) {
			return;
		}
		for (Constraint constraint : table.table().constraints()) {
			InspectedTable parent = (constraint instanceof ForeignKey key) ? tables.get(key.referencedTable()) : null;
			if (parent != null) {
				visit(parent, tables, visiting, ordered);
			}
		}
		ordered.put(table.name(), table);
	}

}
