package dev.migrate.autogenerate.difference;

import dev.migrate.schema.Column;

/**
 * A property of a column.
 */
public enum ColumnProperty {

	TYPE(DifferenceKind.TYPE), COLLATION(DifferenceKind.COLLATION), NULLABILITY(DifferenceKind.NULLABILITY),
	DEFAULT(DifferenceKind.DEFAULT), IDENTITY(DifferenceKind.IDENTITY), GENERATED(DifferenceKind.GENERATED),
	COMMENT(DifferenceKind.COLUMN_COMMENT);

	private final DifferenceKind kind;

	ColumnProperty(DifferenceKind kind) {
		this.kind = kind;
	}

	DifferenceKind kind() {
		return this.kind;
	}

	String text(Column column) {
		return switch (this) {
			case TYPE -> column.type().toString();
			case COLLATION -> DifferenceText.collation(column);
			case NULLABILITY -> column.nullable() ? "NULL" : "NOT NULL";
			case DEFAULT -> DifferenceText.defaultValue(column);
			case IDENTITY -> DifferenceText.identity(column);
			case GENERATED -> DifferenceText.generated(column.generated());
			case COMMENT -> DifferenceText.comment(column.comment());
		};
	}

}
