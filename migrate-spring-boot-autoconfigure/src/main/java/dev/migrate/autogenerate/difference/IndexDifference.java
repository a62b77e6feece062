package dev.migrate.autogenerate.difference;

import java.util.Objects;

import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param object the name of the table
 * @param part the name of the index in the database, else its wanted name, or
 * {@code null}
 * @param wanted the wanted index, or {@code null}
 * @param found the index of the database, or {@code null}
 */
public record IndexDifference(ObjectName object, @Nullable String part, @Nullable Index wanted,
		@Nullable Index found) implements Difference {

	/**
	 * Returns the difference under the name that the index has in the database, or will
	 * have.
	 * @param object the name of the table
	 * @param wanted the wanted index, or {@code null}
	 * @param found the index of the database, or {@code null}
	 * @return the difference
	 */
	public static IndexDifference of(ObjectName object, @Nullable Index wanted, @Nullable Index found) {
		Index named = Objects.requireNonNull((found != null) ? found : wanted);
		return new IndexDifference(object, named.name(), wanted, found);
	}

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.INDEX;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, DifferenceText::index);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
