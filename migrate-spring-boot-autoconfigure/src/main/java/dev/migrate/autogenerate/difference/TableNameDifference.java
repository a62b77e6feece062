package dev.migrate.autogenerate.difference;

import dev.migrate.schema.ObjectName;

/**
 * The name of a table.
 *
 * @param object the wanted name
 * @param found the name in the database
 */
public record TableNameDifference(ObjectName object, ObjectName found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.TABLE_NAME;
	}

	@Override
	public ObjectName wanted() {
		return this.object;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.object, this.found, ObjectName::toString);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
