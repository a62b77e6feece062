package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.Change.Phase;
import dev.migrate.autogenerate.Difference.Kind;
import dev.migrate.operations.CreateConstraint;
import dev.migrate.operations.CreateIndex;
import dev.migrate.operations.CreateTable;
import dev.migrate.operations.DropConstraint;
import dev.migrate.operations.DropTable;
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

/**
 * Creates whole tables, each after those that it refers to, and drops them in the
 * opposite order. A foreign key that closes a cycle is created after the tables, or
 * dropped before them, by itself.
 */
final class TableChanges {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private final List<Change> changes;

	TableChanges(SchemaSnapshot found, List<Difference> differences, List<Change> changes) {
		this.found = found;
		this.differences = differences;
		this.changes = changes;
	}

	void add() {
		create(tables(true));
		drop(tables(false));
	}

	private Map<ObjectName, InspectedTable> tables(boolean missing) {
		Map<ObjectName, InspectedTable> tables = new LinkedHashMap<>();
		this.differences.stream()
			.filter((difference) -> difference.kind() == Kind.TABLE && difference.isMissing() == missing)
			.forEach((difference) -> tables.put(difference.object(),
					Objects.requireNonNull((InspectedTable) (missing ? difference.wanted() : difference.found()))));
		return tables;
	}

	private void create(Map<ObjectName, InspectedTable> tables) {
		Set<ObjectName> created = new LinkedHashSet<>();
		for (InspectedTable inspected : parentsFirst(tables)) {
			Table table = inspected.table();
			List<Constraint> inline = new ArrayList<>();
			for (Constraint constraint : table.constraints()) {
				if (!(constraint instanceof ForeignKey key) || canRefer(table, key, created)) {
					inline.add(constraint);
				}
				else {
					this.changes
						.add(Change.of(Phase.CREATE_FOREIGN_KEY, new CreateConstraint(table.name(), constraint)));
				}
			}
			this.changes.add(Change.of(Phase.CREATE_TABLE, new CreateTable(table.constraints(inline))));
			indexes(inspected).forEach(
					(index) -> this.changes.add(Change.of(Phase.CREATE_INDEX, new CreateIndex(table.name(), index))));
			created.add(table.name());
		}
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

	private void drop(Map<ObjectName, InspectedTable> tables) {
		List<InspectedTable> order = parentsFirst(tables);
		Set<ObjectName> before = new LinkedHashSet<>();
		List<Change> drops = new ArrayList<>();
		for (InspectedTable inspected : order) {
			Table table = inspected.table();
			List<Constraint> inline = new ArrayList<>();
			for (Constraint constraint : table.constraints()) {
				boolean cyclic = constraint instanceof ForeignKey key && tables.containsKey(key.referencedTable())
						&& !before.contains(key.referencedTable()) && !key.referencedTable().equals(table.name());
				if (cyclic) {
					this.changes.add(Change.of(Phase.DROP_FOREIGN_KEY, new DropConstraint(table.name(), constraint)));
				}
				else {
					inline.add(constraint);
				}
			}
			drops.add(0, Change.of(Phase.DROP_TABLE, new DropTable(table.constraints(inline), indexes(inspected))));
			before.add(table.name());
		}
		this.changes.addAll(drops);
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
