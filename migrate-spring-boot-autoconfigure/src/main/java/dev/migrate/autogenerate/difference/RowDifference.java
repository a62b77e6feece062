package dev.migrate.autogenerate.difference;

import java.util.function.Function;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table whose rows are declared in a file. It is changed, never accepted: the
 * file says what is wanted.
 *
 * @param object the name of the table
 * @param part the values of the key
 * @param wanted the declared values that differ, all of them if the row is missing, or
 * {@code null} if the row is not declared
 * @param found the values of the database that differ, or {@code null} if it does not
 * have the row
 */
public record RowDifference(ObjectName object, String part, @Nullable String wanted,
		@Nullable String found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.ROW;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, Function.identity());
	}

	@Override
	public String toString() {
		String name = "row %s of %s".formatted(this.part, this.object.written());
		if (isMissing()) {
			return "%s is missing: %s".formatted(name, this.wanted);
		}
		return isExtra() ? "%s is not wanted: %s".formatted(name, this.found) : name + ": " + sides();
	}

}
