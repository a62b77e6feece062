package dev.migrate.autogenerate.difference;

import java.util.Locale;

/**
 * The sorts of things that differ. {@link #id()} stands in JSON, {@link #toString()} is
 * what people call it.
 */
public enum DifferenceKind {

	ENUM_TYPE("enum type"), COMPOSITE_TYPE("composite type"), SEQUENCE("sequence"), TABLE("table"),
	TABLE_COMMENT("comment"), COLUMN("column"), TYPE("type"), COLLATION("collation"), NULLABILITY("nullability"),
	DEFAULT("default"), IDENTITY("identity"), GENERATED("generated expression"), COLUMN_COMMENT("comment"),
	CONSTRAINT("constraint"), INDEX("index"), TABLE_NAME("name"), COLUMN_NAME("name"), SEQUENCE_NAME("name"),

	/**
	 * A view, function or the like, whose name says what it is.
	 */
	OBJECT("object"), ROW("row");

	private final String text;

	DifferenceKind(String text) {
		this.text = text;
	}

	/**
	 * Returns whether only the name differs. A name is changed, never accepted.
	 * @return whether both sides are one thing under two names
	 */
	public boolean isName() {
		return this == TABLE_NAME || this == COLUMN_NAME || this == SEQUENCE_NAME;
	}

	/**
	 * Returns whether such a difference can be accepted.
	 * @return {@code false} if it is a name, or something that a file declares
	 */
	public boolean isAcceptable() {
		return !isName() && this != OBJECT && this != ROW;
	}

	/**
	 * Returns whether what differs is a property of something that both sides have.
	 * @return {@code false} if a side may not have the thing at all
	 */
	public boolean isProperty() {
		return switch (this) {
			case TABLE_COMMENT, TYPE, COLLATION, NULLABILITY, DEFAULT, IDENTITY, GENERATED, COLUMN_COMMENT, TABLE_NAME,
					COLUMN_NAME, SEQUENCE_NAME ->
				true;
			case ENUM_TYPE, COMPOSITE_TYPE, SEQUENCE, TABLE, COLUMN, CONSTRAINT, INDEX, OBJECT, ROW -> false;
		};
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
