package dev.migrate.autogenerate.difference;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An enum type, or its values.
 *
 * @param object the name of the type
 * @param wanted the wanted type, or {@code null}
 * @param found the type of the database, or {@code null}
 */
public record EnumTypeDifference(ObjectName object, @Nullable EnumType wanted,
		@Nullable EnumType found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.ENUM_TYPE;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::sortedValues);
	}

	@Override
	public Sides shownSides() {
		return Sides.of(this.wanted, this.found, DifferenceText::values);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
