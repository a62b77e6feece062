package dev.migrate.autogenerate;

import java.util.Objects;
import java.util.function.Function;

import dev.migrate.schema.Column;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which the wanted schema and the database differ. There is a record for
 * each sort of thing. Where one side of it is {@code null}, the thing is missing in the
 * database, or only the database has it; both sides are never {@code null}.
 */
public sealed interface Difference permits Difference.OfTable, Difference.OfTableComment, Difference.OfColumn,
		Difference.OfColumnProperty, Difference.OfConstraint, Difference.OfIndex, Difference.OfSequence,
		Difference.OfEnumType, Difference.OfCompositeType, Difference.OfTableName, Difference.OfSequenceName,
		Difference.OfColumnName, Difference.OfObject, RowDifference {

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
	 * A table.
	 *
	 * @param object the name of the table
	 * @param wanted the wanted table, or {@code null}
	 * @param found the table of the database, or {@code null}
	 */
	record OfTable(ObjectName object, @Nullable InspectedTable wanted,
			@Nullable InspectedTable found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.TABLE;
		}

		@Override
		public Sides sides() {
			return Sides.of(this.wanted, this.found, DifferenceText::table);
		}

		@Override
		public Sides shownSides() {
			return Sides.of(this.wanted, this.found, (table) -> "");
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * The comment of a table that both sides have.
	 *
	 * @param object the name of the table
	 * @param wanted the wanted table
	 * @param found the table of the database
	 */
	record OfTableComment(ObjectName object, InspectedTable wanted, InspectedTable found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.TABLE_COMMENT;
		}

		@Override
		public Sides sides() {
			return Sides.of(this.wanted, this.found, (table) -> DifferenceText.comment(table.table().comment()));
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * A column that one side does not have.
	 *
	 * @param object the name of the table
	 * @param part the name of the column
	 * @param wanted the wanted column, or {@code null}
	 * @param found the column of the database, or {@code null}
	 */
	record OfColumn(ObjectName object, String part, @Nullable Column wanted,
			@Nullable Column found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.COLUMN;
		}

		@Override
		public Sides sides() {
			return Sides.of(this.wanted, this.found, DifferenceText::column);
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * A property of a column that both sides have.
	 *
	 * @param object the name of the table
	 * @param property the property
	 * @param wanted the wanted column
	 * @param found the column of the database
	 */
	record OfColumnProperty(ObjectName object, ColumnProperty property, Column wanted,
			Column found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return this.property.kind();
		}

		@Override
		public String part() {
			return this.wanted.name();
		}

		@Override
		public Sides sides() {
			return Sides.of(this.wanted, this.found, this.property::text);
		}

		@Override
		public Sides shownSides() {
			return (this.property != ColumnProperty.IDENTITY) ? sides()
					: Sides.of(this.wanted, this.found, DifferenceText::identityWithMode);
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * A constraint.
	 *
	 * @param object the name of the table
	 * @param part the name of the constraint in the database, else its wanted name, or
	 * {@code null}
	 * @param wanted the wanted constraint, or {@code null}
	 * @param found the constraint of the database, or {@code null}
	 */
	record OfConstraint(ObjectName object, @Nullable String part, @Nullable Constraint wanted,
			@Nullable Constraint found) implements Difference {

		/**
		 * Returns the difference under the name that the constraint has in the database,
		 * or will have.
		 * @param object the name of the table
		 * @param wanted the wanted constraint, or {@code null}
		 * @param found the constraint of the database, or {@code null}
		 * @return the difference
		 */
		public static OfConstraint of(ObjectName object, @Nullable Constraint wanted, @Nullable Constraint found) {
			Constraint named = Objects.requireNonNull((found != null) ? found : wanted);
			return new OfConstraint(object, named.name(), wanted, found);
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

	/**
	 * An index.
	 *
	 * @param object the name of the table
	 * @param part the name of the index in the database, else its wanted name, or
	 * {@code null}
	 * @param wanted the wanted index, or {@code null}
	 * @param found the index of the database, or {@code null}
	 */
	record OfIndex(ObjectName object, @Nullable String part, @Nullable Index wanted,
			@Nullable Index found) implements Difference {

		/**
		 * Returns the difference under the name that the index has in the database, or
		 * will have.
		 * @param object the name of the table
		 * @param wanted the wanted index, or {@code null}
		 * @param found the index of the database, or {@code null}
		 * @return the difference
		 */
		public static OfIndex of(ObjectName object, @Nullable Index wanted, @Nullable Index found) {
			Index named = Objects.requireNonNull((found != null) ? found : wanted);
			return new OfIndex(object, named.name(), wanted, found);
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

	/**
	 * A sequence, or how it counts.
	 *
	 * @param object the name of the sequence
	 * @param wanted the wanted sequence, or {@code null}
	 * @param found the sequence of the database, or {@code null}
	 * @param whole whether everything counts, and not only the increment
	 */
	record OfSequence(ObjectName object, @Nullable Sequence wanted, @Nullable Sequence found,
			boolean whole) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.SEQUENCE;
		}

		@Override
		public Sides sides() {
			return Sides.of(this.wanted, this.found,
					this.whole ? DifferenceText::wholeSequence : DifferenceText::sequence);
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * An enum type, or its values.
	 *
	 * @param object the name of the type
	 * @param wanted the wanted type, or {@code null}
	 * @param found the type of the database, or {@code null}
	 */
	record OfEnumType(ObjectName object, @Nullable EnumType wanted, @Nullable EnumType found) implements Difference {

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

	/**
	 * A composite type, or its attributes.
	 *
	 * @param object the name of the type
	 * @param wanted the wanted type, or {@code null}
	 * @param found the type of the database, or {@code null}
	 */
	record OfCompositeType(ObjectName object, @Nullable CompositeType wanted,
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

	/**
	 * The name of a table.
	 *
	 * @param object the wanted name
	 * @param found the name in the database
	 */
	record OfTableName(ObjectName object, ObjectName found) implements Difference {

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

	/**
	 * The name of a sequence.
	 *
	 * @param object the wanted name
	 * @param found the name in the database
	 */
	record OfSequenceName(ObjectName object, ObjectName found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.SEQUENCE_NAME;
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

	/**
	 * The name of a column.
	 *
	 * @param object the wanted name of its table
	 * @param part the wanted name
	 * @param found the name in the database
	 */
	record OfColumnName(ObjectName object, String part, String found) implements Difference {

		@Override
		public DifferenceKind kind() {
			return DifferenceKind.COLUMN_NAME;
		}

		@Override
		public String wanted() {
			return this.part;
		}

		@Override
		public Sides sides() {
			return Sides.of(this.part, this.found, Function.identity());
		}

		@Override
		public String toString() {
			return DifferenceText.of(this);
		}

	}

	/**
	 * A declared view, function or the like, or how it is.
	 *
	 * @param object what it is called, such as {@code view adults}
	 * @param wanted the statements that declare it, or {@code null} if no file does so
	 * any more
	 * @param found the statements that would create it as the database has it, or
	 * {@code null}
	 */
	record OfObject(ObjectName object, @Nullable String wanted, @Nullable String found) implements Difference {

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
