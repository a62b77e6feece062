package dev.migrate.autogenerate.difference;

import java.util.Objects;
import java.util.function.Function;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which the wanted schema and the database differ. There is a record for
 * each sort of thing. Where one side of it is {@code null}, the thing is missing in the
 * database, or only the database has it; both sides are never {@code null}.
 */
public sealed interface Difference
		permits TableDifference, TableCommentDifference, ColumnDifference, ColumnPropertyDifference,
		ConstraintDifference, IndexDifference, SequenceDifference, EnumTypeDifference, CompositeTypeDifference,
		TableNameDifference, SequenceNameDifference, ColumnNameDifference, ObjectDifference, RowDifference {

	/**
	 * Returns what sort of thing differs.
	 * @return the kind
	 */
	DifferenceKind kind();

	/**
	 * Returns the table, sequence or enum type that differs, or the table in which a part
	 * differs.
	 * @return its wanted name
	 */
	ObjectName object();

	/**
	 * Returns the column, constraint or index that differs.
	 * @return its name, {@code null} if it has none or the object itself differs
	 */
	default @Nullable String part() {
		return null;
	}

	/**
	 * Returns the wanted side.
	 * @return what is wanted, or {@code null} if only the database has it
	 */
	@Nullable Object wanted();

	/**
	 * Returns the side of the database.
	 * @return what was found, or {@code null} if the database does not have it
	 */
	@Nullable Object found();

	/**
	 * Returns both sides as {@code accepted-differences.json} has them. A text changes
	 * only if the side does.
	 * @return the texts
	 */
	Sides sides();

	/**
	 * Returns both sides as people read them: the same texts, with whatever is left out
	 * of the file because it may change, and without what the name already says.
	 * @return the texts
	 */
	default Sides shownSides() {
		return sides();
	}

	default boolean isMissing() {
		return found() == null;
	}

	default boolean isExtra() {
		return wanted() == null;
	}

	/**
	 * Both sides of a difference as text, at least one of them present.
	 *
	 * @param wanted the wanted side, or {@code null}
	 * @param found the side of the database, or {@code null}
	 */
	record Sides(@Nullable String wanted, @Nullable String found) {

		public Sides {
			if (wanted == null && found == null) {
				throw new IllegalArgumentException("A difference has at least one side");
			}
		}

		static <T> Sides of(@Nullable T wanted, @Nullable T found, Function<T, String> text) {
			return new Sides((wanted != null) ? text.apply(wanted) : null, (found != null) ? text.apply(found) : null);
		}

		/**
		 * Returns the sides in words, such as
		 * {@code varchar(255) wanted, varchar(50) found}.
		 */
		@Override
		public String toString() {
			if (this.found == null) {
				return Objects.requireNonNull(this.wanted) + " wanted";
			}
			return (this.wanted != null) ? this.wanted + " wanted, " + this.found + " found" : this.found + " found";
		}

	}

}
