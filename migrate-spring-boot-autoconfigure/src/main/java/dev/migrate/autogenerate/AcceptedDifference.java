package dev.migrate.autogenerate;

import java.util.Comparator;
import java.util.Objects;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.DifferenceKind;
import dev.migrate.autogenerate.difference.DifferenceText;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A difference that somebody has accepted, with both sides as they were then. At least
 * one of them is there.
 *
 * @param kind what kind of thing differs
 * @param object the table, sequence or type, with its schema unless that is the schema of
 * the application
 * @param part the name of the column, constraint or index, or {@code null}
 * @param wanted what was wanted, or {@code null} if nothing was
 * @param found what was found, or {@code null} if nothing was
 */
public record AcceptedDifference(DifferenceKind kind, String object, @Nullable String part, @Nullable String wanted,
		@Nullable String found) implements Comparable<AcceptedDifference> {

	private static final Comparator<AcceptedDifference> ORDER = Comparator.comparing(AcceptedDifference::object)
		.thenComparing(AcceptedDifference::part, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(AcceptedDifference::kind)
		.thenComparing(AcceptedDifference::wanted, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(AcceptedDifference::found, Comparator.nullsFirst(Comparator.naturalOrder()));

	/**
	 * Records a difference as it is.
	 * @param difference the difference
	 * @return what to keep of it
	 */
	public static AcceptedDifference of(Difference difference) {
		Difference.Sides sides = difference.sides();
		return new AcceptedDifference(difference.kind(), difference.object().written(), difference.part(),
				sides.wanted(), sides.found());
	}

	/**
	 * Returns whether this is about something.
	 * @param name the name of a table, sequence or type, or with a dot after it that of a
	 * column, constraint or index
	 * @return whether it is about that, or something in it
	 */
	public boolean concerns(String name) {
		return name.equals(this.object) || (this.part != null && (name.equals(this.object + "." + this.part)
				|| name.equals(this.object + "." + ObjectName.written(this.part))));
	}

	/**
	 * Returns whether two of them are about one thing, which may have other sides, or
	 * another name if that means nothing.
	 */
	boolean isSameThing(AcceptedDifference other) {
		return this.kind == other.kind && this.object.equals(other.object)
				&& (Objects.equals(this.part, other.part) || (isNamedFreely() && hasCommonSide(other)));
	}

	private boolean hasCommonSide(AcceptedDifference other) {
		return (this.wanted != null && this.wanted.equals(other.wanted))
				|| (this.found != null && this.found.equals(other.found));
	}

	/**
	 * Returns whether two of them are the same but for a name that means nothing.
	 */
	boolean isSameStructure(AcceptedDifference other) {
		return isNamedFreely() && this.kind == other.kind && this.object.equals(other.object)
				&& Objects.equals(this.wanted, other.wanted) && Objects.equals(this.found, other.found);
	}

	/**
	 * Returns whether a table can have several of the kind under one name, such as a
	 * constraint that is wanted and another one that is not.
	 */
	public boolean isNamedFreely() {
		return this.kind == DifferenceKind.CONSTRAINT || this.kind == DifferenceKind.INDEX;
	}

	/**
	 * Returns how many sides are the same in another one.
	 */
	int commonSides(AcceptedDifference other) {
		return (Objects.equals(this.wanted, other.wanted) ? 1 : 0) + (Objects.equals(this.found, other.found) ? 1 : 0);
	}

	/**
	 * Returns both sides in words, such as
	 * {@code varchar(255) wanted, varchar(50) found}.
	 */
	String sides() {
		return new Difference.Sides(this.wanted, this.found).toString();
	}

	@Override
	public int compareTo(AcceptedDifference other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns what differs, without its sides.
	 * @return the name, such as {@code type of users.name}
	 */
	public String name() {
		return DifferenceText.name(this.kind, this.object, this.part);
	}

	/**
	 * Returns it in words, such as
	 * {@code type of users.name: varchar(255) wanted, varchar(50) found}.
	 */
	@Override
	public String toString() {
		return name() + ": " + sides();
	}

}
