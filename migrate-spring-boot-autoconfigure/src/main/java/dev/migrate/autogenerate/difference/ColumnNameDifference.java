package dev.migrate.autogenerate.difference;

import java.util.function.Function;

import dev.migrate.schema.ObjectName;

/**
 * The name of a column.
 *
 * @param object the wanted name of its table
 * @param part the wanted name
 * @param found the name in the database
 */
public record ColumnNameDifference(ObjectName object, String part, String found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.COLUMN_NAME;
	}

	@Override
	public String wanted() {
		return this.part;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.part, this.found, Function.identity());
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
