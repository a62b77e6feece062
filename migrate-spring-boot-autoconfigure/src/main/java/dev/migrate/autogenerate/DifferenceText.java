package dev.migrate.autogenerate;

import java.util.Locale;
import java.util.Objects;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.ReferentialAction;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Says differences in words.
 */
final class DifferenceText {

	private DifferenceText() {
	}

	static String of(Difference difference) {
		String what = what(difference.kind(), difference.object().toString(), difference.part());
		if (difference.isMissing()) {
			String wanted = value(difference.kind(), difference.wanted());
			return what + " is missing" + (wanted.isEmpty() ? "" : ": " + wanted);
		}
		if (difference.isExtra()) {
			String found = value(difference.kind(), difference.found());
			return what + " is not wanted" + (found.isEmpty() ? "" : ": " + found);
		}
		return "%s: %s wanted, %s found".formatted(what, value(difference.kind(), difference.wanted()),
				value(difference.kind(), difference.found()));
	}

	static String what(Difference.Kind kind, String object, @Nullable String part) {
		boolean property = kind.isColumnProperty() || kind.isName() || kind == Difference.Kind.TABLE_COMMENT;
		return kind + (property ? " of " : " ") + ((part != null) ? object + "." + part : object);
	}

	/**
	 * Returns one side, without what the name already says.
	 */
	static String value(Difference.Kind kind, @Nullable Object side) {
		if (side == null) {
			return "none";
		}
		return switch (kind) {
			case TABLE -> "";
			case TABLE_NAME -> ((InspectedTable) side).name().toString();
			case SEQUENCE_NAME -> ((Sequence) side).name().toString();
			case COLUMN_NAME -> ((Column) side).name();
			case TABLE_COMMENT -> quoted(((Table) side).comment());
			case ENUM_TYPE -> ((EnumType) side).values().toString();
			case SEQUENCE -> "increment " + Objects.requireNonNullElse(((Sequence) side).options().incrementBy(), 1L);
			case CONSTRAINT -> constraint((Constraint) side);
			case INDEX -> index((Index) side);
			case COLUMN, TYPE, COLLATION, NULLABILITY, DEFAULT, IDENTITY, GENERATED, COLUMN_COMMENT ->
				column(kind, (Column) side);
		};
	}

	private static String column(Difference.Kind kind, Column column) {
		return switch (kind) {
			case COLLATION -> String.valueOf(column.collation());
			case NULLABILITY -> column.nullable() ? "nullable" : "not null";
			case DEFAULT -> Objects.requireNonNullElse(column.defaultValue(), "none");
			case IDENTITY ->
				(column.identity() != null) ? "identity " + column.identity().mode().sql().toLowerCase(Locale.ROOT)
						: Objects.requireNonNullElse(column.defaultValue(), "none");
			case GENERATED -> generated(column.generated());
			case COLUMN_COMMENT -> quoted(column.comment());
			default -> column.type() + ((kind == Difference.Kind.COLUMN && !column.nullable()) ? " not null" : "");
		};
	}

	private static String generated(@Nullable Generated generated) {
		return (generated != null) ? generated.expression() + " " + generated.storage() : "none";
	}

	private static String quoted(@Nullable String comment) {
		return (comment != null) ? "'" + comment + "'" : "none";
	}

	private static String constraint(Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			return "primary key " + key.columns();
		}
		if (constraint instanceof UniqueConstraint unique) {
			return "unique " + unique.columns();
		}
		if (constraint instanceof CheckConstraint check) {
			return "check " + check.condition();
		}
		if (constraint instanceof ExclusionConstraint exclusion) {
			return "exclusion by " + exclusion.method();
		}
		ForeignKey key = (ForeignKey) constraint;
		String action = (key.onDelete() != ReferentialAction.NO_ACTION) ? " on delete " + key.onDelete().sql() : "";
		return "foreign key %s to %s %s%s".formatted(key.columns(), key.referencedTable(), key.referencedColumns(),
				action);
	}

	private static String index(Index index) {
		String parts = String.join(", ", index.parts().stream().map(DifferenceText::part).toList());
		return (index.unique() ? "unique over " : "over ") + parts
				+ ((index.where() != null) ? " where " + index.where() : "");
	}

	private static String part(Index.Part part) {
		return part.text() + ((part.order() == Index.Order.DESC) ? " desc" : "")
				+ ((part.nulls() != null) ? " nulls " + part.nulls() : "");
	}

}
