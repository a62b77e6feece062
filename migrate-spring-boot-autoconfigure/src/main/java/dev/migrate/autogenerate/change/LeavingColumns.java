package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.CompositeTypeDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.EnumTypeDifference;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.ObjectName;

/**
 * The columns that are dropped or get another type while their type changes so that it
 * may have no place for their values. They leave the type before it changes, and on the
 * way back are of it again after that.
 */
final class LeavingColumns {

	private final List<Difference> differences;

	LeavingColumns(List<Difference> differences) {
		this.differences = differences;
	}

	/**
	 * Returns whether a column is one of them.
	 * @param table the name of the table
	 * @param column the column as it is
	 */
	boolean contains(ObjectName table, Column column) {
		return column.type().userDefined() && changes(column.type())
				&& (isDropped(table, column) || isOther(table, column));
	}

	/**
	 * Returns whether one of the columns of a table that are dropped is such a column.
	 */
	boolean areDroppedIn(ObjectName table) {
		return all(ColumnDifference.class).anyMatch((difference) -> difference.object().equals(table)
				&& difference.isExtra() && difference.found() != null && contains(table, difference.found()));
	}

	private boolean changes(DataType type) {
		return all(EnumTypeDifference.class)
			.anyMatch((difference) -> EnumChanges.isOf(type, difference.object()) && losesValues(difference))
				|| all(CompositeTypeDifference.class)
					.anyMatch((difference) -> EnumChanges.isOf(type, difference.object()) && !difference.isMissing()
							&& !difference.isExtra());
	}

	private static boolean losesValues(EnumTypeDifference type) {
		return type.wanted() != null && type.found() != null
				&& !type.wanted().values().containsAll(type.found().values());
	}

	private boolean isDropped(ObjectName table, Column column) {
		return all(ColumnDifference.class).anyMatch((difference) -> difference.isExtra()
				&& difference.object().equals(table) && difference.part().equals(column.name()));
	}

	private boolean isOther(ObjectName table, Column column) {
		return all(ColumnPropertyDifference.class)
			.anyMatch((difference) -> difference.property() == ColumnProperty.TYPE && difference.object().equals(table)
					&& difference.part().equals(column.name()) && isThereBefore(difference.wanted().type()));
	}

	/**
	 * Returns whether there is a type before others change.
	 */
	private boolean isThereBefore(DataType type) {
		return !type.userDefined() || all(EnumTypeDifference.class)
			.anyMatch((difference) -> difference.isMissing() && EnumChanges.isOf(type, difference.object()));
	}

	private <T extends Difference> Stream<T> all(Class<T> kind) {
		return this.differences.stream().filter(kind::isInstance).map(kind::cast);
	}

}
