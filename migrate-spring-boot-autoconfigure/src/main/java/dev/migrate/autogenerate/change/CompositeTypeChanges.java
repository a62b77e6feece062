package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.autogenerate.Difference;
import dev.migrate.autogenerate.Difference.OfCompositeType;
import dev.migrate.autogenerate.Difference.OfTable;
import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.DropObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Creates composite types, each after those that it has attributes of, and changes their
 * attributes.
 */
final class CompositeTypeChanges {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private CompositeTypeChanges(SchemaSnapshot found, List<Difference> differences) {
		this.found = found;
		this.differences = differences;
	}

	static List<Change> of(SchemaSnapshot found, List<Difference> differences) {
		return new CompositeTypeChanges(found, differences).changes();
	}

	private List<Change> changes() {
		Map<ObjectName, OfCompositeType> types = new LinkedHashMap<>();
		this.differences.stream()
			.filter(OfCompositeType.class::isInstance)
			.map(OfCompositeType.class::cast)
			.forEach((difference) -> types.put(difference.object(), difference));
		List<Change> changes = new ArrayList<>();
		while (!types.isEmpty()) {
			add(types.values().iterator().next(), types, changes);
		}
		return changes;
	}

	private void add(OfCompositeType difference, Map<ObjectName, OfCompositeType> types, List<Change> changes) {
		types.remove(difference.object());
		CompositeType wanted = difference.wanted();
		CompositeType existing = difference.found();
		if (wanted == null) {
			CompositeType dropped = Objects.requireNonNull(existing);
			changes.add(Change.of(Phase.DROP_TYPE, DropObject.of(new CreateCompositeType(dropped))));
			return;
		}
		for (Column attribute : wanted.attributes()) {
			OfCompositeType part = attribute.type().userDefined() ? types.get(ObjectName.of(attribute.type().name()))
					: null;
			if (part != null) {
				add(part, types, changes);
			}
		}
		changes
			.add((existing != null) ? alter(existing, wanted) : Change.of(Phase.TYPE, new CreateCompositeType(wanted)));
	}

	private Change alter(CompositeType existing, CompositeType wanted) {
		AlterCompositeType operation = new AlterCompositeType(existing, wanted, columns(existing.name()));
		List<String> lost = operation.lost();
		Change change = Change.of(Phase.TYPE, operation);
		return lost.isEmpty() ? change
				: change.remark("The values of %s in type %s are lost, in all columns of the type."
					.formatted(String.join(", ", lost), wanted.name()));
	}

	private List<CompositeColumn> columns(ObjectName type) {
		List<CompositeColumn> columns = new ArrayList<>();
		for (InspectedTable table : this.found.tables().values()) {
			for (Column column : table.table().columns()) {
				if (EnumChanges.isOf(column.type(), type) && table.parents().isEmpty() && !isDropped(table.name())) {
					columns.add(new CompositeColumn(new ColumnName(table.name(), column.name()),
							column.type().dimensions() > 0));
				}
			}
		}
		return columns;
	}

	private boolean isDropped(ObjectName table) {
		return this.differences.stream()
			.anyMatch((difference) -> difference instanceof OfTable && difference.isExtra()
					&& difference.object().equals(table));
	}

}
