package dev.migrate.autogenerate.difference;

import java.util.Objects;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A constraint.
 *
 * @param object the name of the table
 * @param part the name of the constraint in the database, else its wanted name, or
 * {@code null}
 * @param wanted the wanted constraint, or {@code null}
 * @param found the constraint of the database, or {@code null}
 */
public record ConstraintDifference(ObjectName object, @Nullable String part, @Nullable Constraint wanted,
		@Nullable Constraint found) implements Difference {

	/**
	 * Returns the difference under the name that the constraint has in the database, or
	 * will have.
	 * @param object the name of the table
	 * @param wanted the wanted constraint, or {@code null}
	 * @param found the constraint of the database, or {@code null}
	 * @return the difference
	 */
	public static ConstraintDifference of(ObjectName object, @Nullable Constraint wanted, @Nullable Constraint found) {
		Constraint named = Objects.requireNonNull((found != null) ? found : wanted);
		return new ConstraintDifference(object, named.name(), wanted, found);
	}

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.CONSTRAINT;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::constraint);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
