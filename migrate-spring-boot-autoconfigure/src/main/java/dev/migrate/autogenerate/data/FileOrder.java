package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ObjectName;

/**
 * Puts tables after those that their foreign keys refer to. Tables that refer to each
 * other stand in the order of their files.
 */
final class FileOrder {

	private final Map<ObjectName, TableRowChanges> tables = new LinkedHashMap<>();

	private final Set<ObjectName> visited = new HashSet<>();

	private final List<TableRowChanges> sorted = new ArrayList<>();

	private FileOrder(List<TableRowChanges> changes) {
		changes.forEach((change) -> this.tables.put(change.file().table().name(), change));
	}

	static List<TableRowChanges> sort(List<TableRowChanges> changes) {
		FileOrder order = new FileOrder(changes);
		order.tables.values().forEach(order::visit);
		return order.sorted;
	}

	private void visit(TableRowChanges change) {
		if (this.visited.add(change.file().table().name())) {
			for (ForeignKey key : change.file().table().foreignKeys()) {
				TableRowChanges referenced = this.tables.get(key.referencedTable());
				if (referenced != null) {
					visit(referenced);
				}
			}
			this.sorted.add(change);
		}
	}

}
