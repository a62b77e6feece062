package dev.migrate.autogenerate.difference;

import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * A sequence, or how it counts.
 *
 * @param object the name of the sequence
 * @param wanted the wanted sequence, or {@code null}
 * @param found the sequence of the database, or {@code null}
 * @param whole whether everything counts, and not only the increment
 */
public record SequenceDifference(ObjectName object, @Nullable Sequence wanted, @Nullable Sequence found,
		boolean whole) implements Difference {

	@Override
	public DifferenceKind kind() {
		return DifferenceKind.SEQUENCE;
	}

	@Override
	public Sides sides() {
		return Sides.of(this.wanted, this.found, this.whole ? DifferenceText::wholeSequence : DifferenceText::sequence);
	}

	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
