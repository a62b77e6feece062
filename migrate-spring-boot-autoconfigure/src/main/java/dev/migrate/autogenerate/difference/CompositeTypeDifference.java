package dev.migrate.autogenerate.difference;

import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A composite type, or its attributes.
 *
 * @param object the name of the type
 * @param wanted the wanted type, or {@code null}
 * @param found the type of the database, or {@code null}
 */
public record CompositeTypeDifference(ObjectName object, @Nullable CompositeType wanted,
		@Nullable CompositeType found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.COMPOSITE_TYPE;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::attributes);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
