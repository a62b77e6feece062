package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Creates composite types, each after those that it has attributes of, changes their
 * attributes, and drops them in the opposite order.
 */
final class CompositeTypeChanges {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private final LeavingColumns leaving;

	private final List<Change> drops = new ArrayList<>();

	private CompositeTypeChanges(SchemaSnapshot found, List<Difference> differences) {
		this.found = found;
		this.differences = differences;
		this.leaving = new LeavingColumns(differences);
	}

	static List<Change> of(SchemaSnapshot found, List<Difference> differences) {
		return new CompositeTypeChanges(found, differences).changes();
	}

	private List<Change> changes() {
		Map<ObjectName, CompositeTypeDifference> types = new LinkedHashMap<>();
		this.differences.stream()
			.filter(CompositeTypeDifference.class::isInstance)
			.map(CompositeTypeDifference.class::cast)
			.forEach((difference) -> types.put(difference.object(), difference));
		List<Change> changes = new ArrayList<>();
		while (!types.isEmpty()) {
			add(types.values().iterator().next(), types, changes);
		}
		changes.addAll(this.drops);
		return changes;
	}

	private void add(CompositeTypeDifference difference, Map<ObjectName, CompositeTypeDifference> types,
			List<Change> changes) {
		types.remove(difference.object());
		CompositeType wanted = difference.wanted();
		CompositeType existing = difference.found();
		for (Column attribute : Objects.requireNonNull((wanted != null) ? wanted : existing).attributes()) {
			CompositeTypeDifference part = attribute.type().userDefined()
					? types.get(ObjectName.of(attribute.type().name())) : null;
			if (part != null) {
				add(part, types, changes);
			}
		}
		if (wanted == null) {
			this.drops.add(0, Change.of(Phase.DROP_TYPE,
					DropObject.of(new CreateCompositeType(Objects.requireNonNull(existing)))));
			return;
		}
		if (existing == null) {
			changes.add(Change.of(Phase.TYPE, new CreateCompositeType(wanted)));
			return;
		}
		AlterCompositeType alteration = new AlterCompositeType(existing, wanted, columns(existing.name()));
		changes.add(alter(alteration));
		if (alteration.isReplaced() || new AlterCompositeType(wanted, existing, List.of()).isReplaced()) {
			addDefaults(existing.name(), changes);
		}
	}

	/**
	 * A default is a value of the type as it was. A default that changes has steps of its
	 * own.
	 */
	private void addDefaults(ObjectName type, List<Change> changes) {
		for (CompositeColumn composite : columns(type)) {
			ColumnName name = composite.name();
			Optional<Column> column = Optional.ofNullable(this.found.tables().get(name.table()))
				.flatMap((table) -> table.table().findColumn(name.column()))
				.filter((existing) -> existing.defaultValue() != null)
				.filter((existing) -> this.differences.stream()
					.noneMatch((difference) -> difference instanceof ColumnPropertyDifference property
							&& property.property() == ColumnProperty.DEFAULT && property.object().equals(name.table())
							&& name.column().equals(property.part())));
			column.ifPresent((existing) -> {
				AlterColumn drop = AlterColumn.of(name.table(), name.column()).dropDefault().was(existing);
				changes.add(Change.of(Phase.DROP_DEFAULT, drop));
				changes.add(Change.of(Phase.COLUMN, (AlterColumn) drop.reverse().orElseThrow()));
			});
		}
	}

	private static Change alter(AlterCompositeType operation) {
		List<String> lost = operation.lost();
		Change change = Change.of(Phase.TYPE, operation);
		return lost.isEmpty() ? change
				: change.remark("The values of %s in type %s are lost, in all columns of the type."
					.formatted(String.join(", ", lost), operation.to().name()));
	}

	private List<CompositeColumn> columns(ObjectName type) {
		List<CompositeColumn> columns = new ArrayList<>();
		for (InspectedTable table : this.found.tables().values()) {
			for (Column column : table.table().columns()) {
				if (EnumChanges.isOf(column.type(), type) && table.parents().isEmpty() && !isDropped(table.name())
						&& !this.leaving.contains(table.name(), column)) {
					columns.add(new CompositeColumn(new ColumnName(table.name(), column.name()),
							column.type().dimensions() > 0));
				}
			}
		}
		return columns;
	}

	private boolean isDropped(ObjectName table) {
		return this.differences.stream()
			.anyMatch((difference) -> difference instanceof TableDifference && difference.isExtra()
					&& difference.object().equals(table));
	}

}
