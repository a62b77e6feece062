package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.Difference.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table that is wanted with the one of its name.
 */
final class TableComparison {

	private static final Set<String> TIMES = Set.of("time", "time with time zone", "timestamp",
			"timestamp with time zone", "interval");

	private final InspectedTable wanted;

	private final InspectedTable found;

	private final ComparisonOptions options;

	private final List<Difference> differences = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	TableComparison(InspectedTable wanted, InspectedTable found, ComparisonOptions options) {
		this.wanted = wanted;
		this.found = found;
		this.options = options;
	}

	List<Difference> differences() {
		return this.differences;
	}

	List<String> notes() {
		return this.notes;
	}

	void compare() {
		compareComment();
		compareColumns();
		comparePrimaryKey();
		new ForeignKeyComparison(this).compare();
		new UniqueComparison(this).compare();
		new CheckComparison(this).compare();
		new IndexComparison(this).compare();
	}

	ObjectName name() {
		return this.found.name();
	}

	InspectedTable wanted() {
		return this.wanted;
	}

	InspectedTable found() {
		return this.found;
	}

	ComparisonOptions options() {
		return this.options;
	}

	void add(Kind kind, @Nullable String part, @Nullable Object wanted, @Nullable Object found) {
		this.differences.add(new Difference(kind, name(), part, wanted, found));
	}

	void note(String note) {
		this.notes.add(note);
	}

	private void compareComment() {
		String comment = this.wanted.table().comment();
		if (isStated(comment) && !Objects.equals(comment, this.found.table().comment())) {
			add(Kind.TABLE_COMMENT, null, this.wanted.table(), this.found.table());
		}
	}

	/**
	 * Returns whether the wanted side says anything: entities have no word for "none".
	 */
	private boolean isStated(@Nullable Object value) {
		return value != null || this.options.complete();
	}

	private void compareColumns() {
		Table table = this.found.table();
		for (Column column : this.wanted.table().columns()) {
			table.findColumn(column.name())
				.ifPresentOrElse((other) -> compare(column, other),
						() -> add(Kind.COLUMN, column.name(), column, null));
		}
		for (Column column : table.columns()) {
			if (this.wanted.table().findColumn(column.name()).isEmpty()) {
				add(Kind.COLUMN, column.name(), null, column);
			}
		}
	}

	private void compare(Column column, Column other) {
		boolean generated = column.generated() != null || other.generated() != null;
		differ(Kind.TYPE, column, other, !spelledOut(column.type()).equals(spelledOut(other.type())));
		differ(Kind.COLLATION, column, other,
				isStated(column.collation()) && !Objects.equals(column.collation(), other.collation()));
		differ(Kind.NULLABILITY, column, other, column.nullable() != other.nullable());
		differ(Kind.GENERATED, column, other, generated && !Objects.equals(column.generated(), other.generated()));
		differ(Kind.COLUMN_COMMENT, column, other,
				isStated(column.comment()) && !Objects.equals(column.comment(), other.comment()));
		if (!generated) {
			boolean counts = isCounting(column);
			differ(Kind.IDENTITY, column, other,
					((counts != isCounting(other)) && (counts || isStated(null) || other.identity() != null))
							|| (this.options.complete() && isOfOtherMode(column.identity(), other.identity())));
			differ(Kind.DEFAULT, column, other, !counts && !isCounting(other) && isStated(column.defaultValue())
					&& !Objects.equals(column.defaultValue(), other.defaultValue()));
		}
	}

	/**
	 * A time without a precision has the greatest there is.
	 */
	private static DataType spelledOut(DataType type) {
		boolean implied = type.arguments().isEmpty() && !type.userDefined() && TIMES.contains(type.name());
		return implied ? new DataType(type.name(), List.of("6"), type.dimensions(), false) : type;
	}

	private void differ(Kind kind, Column column, Column other, boolean different) {
		if (different) {
			add(kind, column.name(), column, other);
		}
	}

	/**
	 * An identity, a serial and a default from a sequence are spellings of one thing.
	 */
	private static boolean isCounting(Column column) {
		String defaultValue = column.defaultValue();
		return column.identity() != null || (defaultValue != null && defaultValue.startsWith("nextval("));
	}

	private static boolean isOfOtherMode(@Nullable Identity one, @Nullable Identity other) {
		return one != null && other != null && one.mode() != other.mode();
	}

	private void comparePrimaryKey() {
		PrimaryKey key = this.wanted.table().primaryKey().orElse(null);
		PrimaryKey other = this.found.table().primaryKey().orElse(null);
		if (key != null && (other == null || !key.columns().equals(other.columns()))) {
			add(Kind.CONSTRAINT, key.name(), key, other);
		}
		else if (key == null && other != null && this.options.complete()) {
			add(Kind.CONSTRAINT, other.name(), null, other);
		}
	}

}
