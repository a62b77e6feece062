package dev.migrate.autogenerate;

import java.util.Locale;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which what is wanted and what was found differ. At least one side is
 * there; without the other, the thing itself is missing or one too many.
 *
 * @param kind what kind of thing it is, which also says of what type both sides are
 * @param object the table, sequence or type
 * @param part the name of the column, constraint or index of a table, or {@code null}
 * @param wanted what is wanted, or {@code null} if nothing is
 * @param found what was found, or {@code null} if nothing was
 */
public record Difference(Kind kind, ObjectName object, @Nullable String part, @Nullable Object wanted,
		@Nullable Object found) {

	/**
	 * What differs. {@link #toString()} is what people call it.
	 */
	public enum Kind {

		ENUM_TYPE("enum type"), SEQUENCE("sequence"), TABLE("table"), TABLE_COMMENT("comment"), COLUMN("column"),
		TYPE("type"), COLLATION("collation"), NULLABILITY("nullability"), DEFAULT("default"), IDENTITY("identity"),
		GENERATED("generated expression"), COLUMN_COMMENT("comment"), CONSTRAINT("constraint"), INDEX("index"),
		TABLE_NAME("name"), COLUMN_NAME("name"), SEQUENCE_NAME("name");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		/**
		 * Returns whether it is a property of a column that stays.
		 */
		boolean isColumnProperty() {
			return compareTo(TYPE) >= 0 && compareTo(COLUMN_COMMENT) <= 0;
		}

		/**
		 * Returns whether it is only the name that differs. A name is changed, never
		 * accepted.
		 * @return whether both sides are one thing under two names
		 */
		public boolean isName() {
			return this == TABLE_NAME || this == COLUMN_NAME || this == SEQUENCE_NAME;
		}

		/**
		 * Returns the name that stands in JSON.
		 * @return the name, such as {@code column-comment}
		 */
		public String id() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	boolean isMissing() {
		return this.found == null;
	}

	boolean isExtra() {
		return this.wanted == null;
	}

	/**
	 * Returns the difference in words, such as
	 * {@code type of users.name: varchar(255) wanted, text found}.
	 */
	@Override
	public String toString() {
		return DifferenceText.of(this);
	}

}
