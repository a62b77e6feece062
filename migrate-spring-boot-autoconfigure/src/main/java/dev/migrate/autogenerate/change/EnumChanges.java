package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.object.EnumPosition;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Creates enum types and changes their values. Values are added where that is enough;
 * otherwise, and on the way back, the type is replaced.
 */
public final class EnumChanges {

	private final SchemaSnapshot found;

	private final List<Difference> differences;

	private final Conversions conversions;

	private final LeavingColumns leaving;

	EnumChanges(SchemaSnapshot found, List<Difference> differences, Conversions conversions) {
		this.found = found;
		this.differences = differences;
		this.conversions = conversions;
		this.leaving = new LeavingColumns(differences);
	}

	List<Change> of(EnumType wanted, @Nullable EnumType existing) {
		if (existing == null) {
			return List.of(Change.of(Phase.NEW_ENUM, new CreateEnum(wanted)));
		}
		Set<String> values = Set.copyOf(existing.values());
		List<String> added = wanted.values().stream().filter((value) -> !values.contains(value)).toList();
		if (!wanted.values().containsAll(values) || added.isEmpty() || isUsedAtOnce(added)) {
			return List.of(Change.of(Phase.TYPE, replace(existing, wanted)));
		}
		return add(wanted, existing, added);
	}

	/**
	 * A value that is added cannot be used before the transaction ends.
	 */
	private boolean isUsedAtOnce(List<String> added) {
		List<String> literals = added.stream().map((value) -> "'" + value.replace("'", "''") + "'").toList();
		return this.differences.stream()
			.filter((difference) -> !(difference instanceof EnumTypeDifference) && difference.wanted() != null)
			.map((difference) -> String.valueOf(difference.wanted()))
			.anyMatch((wanted) -> literals.stream().anyMatch(wanted::contains));
	}

	/**
	 * Each value goes after the one that it follows; the downgrade replaces the type
	 * once.
	 */
	private List<Change> add(EnumType wanted, EnumType existing, List<String> added) {
		List<Change> changes = new ArrayList<>();
		List<String> values = new ArrayList<>(existing.values());
		for (String value : added) {
			int place = wanted.values().indexOf(value);
			String before = (place > 0) ? wanted.values().get(place - 1) : null;
			EnumPosition position;
			if (before != null && values.contains(before)) {
				position = EnumPosition.after(before);
				values.add(values.indexOf(before) + 1, value);
			}
			else {
				position = EnumPosition.before(values.get(0));
				values.add(0, value);
			}
			AddEnumValue addition = new AddEnumValue(wanted.name(), value, position, Set.of());
			changes.add(new Change(Phase.TYPE, addition, NoOperation.INSTANCE));
		}
		Change last = changes.remove(changes.size() - 1);
		EnumType after = new EnumType(wanted.name(), values, existing.comment());
		changes.add(new Change(Phase.TYPE, last.upgrade(), replace(after, existing)));
		return changes;
	}

	private ReplaceEnum replace(EnumType from, EnumType to) {
		List<EnumColumn> columns = new ArrayList<>();
		for (InspectedTable table : this.found.tables().values()) {
			for (Column column : table.table().columns()) {
				if (isOf(column.type(), from.name()) && table.parents().isEmpty() && !isDropped(table.name())
						&& !this.leaving.contains(table.name(), column)) {
					columns
						.add(new EnumColumn(new ColumnName(table.name(), column.name()), column.type().dimensions() > 0,
								hasOtherDefault(table.name(), column) ? null : defaultOf(column).orElse(null)));
				}
			}
		}
		return new ReplaceEnum(from, to, columns);
	}

	private boolean isDropped(ObjectName table) {
		return this.differences.stream()
			.anyMatch((difference) -> difference instanceof TableDifference && difference.isExtra()
					&& difference.object().equals(table));
	}

	/**
	 * A default that changes has steps of its own that drop and set it.
	 */
	private boolean hasOtherDefault(ObjectName table, Column column) {
		return this.differences.stream()
			.anyMatch((difference) -> difference instanceof ColumnPropertyDifference property
					&& property.property() == ColumnProperty.DEFAULT && property.object().equals(table)
					&& column.name().equals(property.part()));
	}

	/**
	 * The default without its type, so that both the old and the new type understand it.
	 */
	private Optional<String> defaultOf(Column column) {
		return Optional.ofNullable(column.defaultValue()).map(this.conversions::withoutType);
	}

	static boolean isOf(DataType type, ObjectName name) {
		return type.userDefined() && ObjectName.of(type.name()).equals(name);
	}

}
