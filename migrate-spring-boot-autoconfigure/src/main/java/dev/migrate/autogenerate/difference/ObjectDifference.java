package dev.migrate.autogenerate.difference;

import java.util.function.Function;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A declared view, function or the like, or how it is.
 *
 * @param object what it is called, such as {@code view adults}
 * @param wanted the statements that declare it, or {@code null} if no file does so any
 * more
 * @param found the statements that would create it as the database has it, or
 * {@code null}
 */
public record ObjectDifference(ObjectName object, @Nullable String wanted,
		@Nullable String found) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.OBJECT;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, Function.identity());
	}

	@Override
	public Sides shownSides() {
		return (this.wanted != null && this.found != null) ? DifferenceText.firstLines(this.wanted, this.found)
				: Sides.of(this.wanted, this.found, (statements) -> "");
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
