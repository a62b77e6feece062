package dev.migrate.autogenerate.difference;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * A property of a column that both sides have.
 *
 * @param object the name of the table
 * @param property the property
 * @param wanted the wanted column
 * @param found the column of the database
 */
public record ColumnPropertyDifference(ObjectName object, ColumnProperty property, Column wanted,
		Column found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return this.property.kind();
	}

	@Override
	public String part() {
		return this.wanted.name();
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, this.property::text);
	}

	@Override
	public Sides shownSides() {
		return (this.property != ColumnProperty.IDENTITY) ? sides()
				: Sides.of(this.wanted, this.found, DifferenceText::identityWithMode);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
