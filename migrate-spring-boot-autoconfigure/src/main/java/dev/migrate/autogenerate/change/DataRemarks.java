package dev.migrate.autogenerate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.change.Change.Phase;
import dev.migrate.autogenerate.change.RowCounts.Count;
import dev.migrate.autogenerate.compare.UniqueComparison;
import dev.migrate.dialect.Conversions;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.ColumnChange;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.DropTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.text.JavaLiterals;

/**
 * Adds remarks about the rows that a table has: what is lost, and which columns need
 * values before they can be NOT NULL.
 */
public final class DataRemarks {

	private final RowCounts counts;

	private final Conversions conversions;

	private final Set<ColumnName> added = new HashSet<>();

	/**
	 * The added columns that have no value in any row.
	 */
	private final Set<ColumnName> empty = new HashSet<>();

	private final Map<ObjectName, EnumType> enumTypes;

	private final Predicate<ColumnName> declared;

	/**
	 * Creates remarks.
	 * @param counts what counts rows
	 * @param conversions how values are converted
	 * @param enumTypes the enum types as they will be
	 * @param declared tells whether each row of a table gets a value in a column before
	 * that becomes NOT NULL
	 */
	public DataRemarks(RowCounts counts, Conversions conversions, Map<ObjectName, EnumType> enumTypes,
			Predicate<ColumnName> declared) {
		this.counts = counts;
		this.conversions = conversions;
		this.enumTypes = enumTypes;
		this.declared = declared;
	}

	/**
	 * Returns steps with remarks, and with more steps where rows are in the way.
	 * @param changes the steps in their order
	 * @return the steps in their order
	 */
	public List<Change> remark(List<Change> changes) {
		List<Change> remarked = new ArrayList<>();
		changes.forEach((change) -> remark(change, remarked));
		return remarked;
	}

	private void remark(Change change, List<Change> remarked) {
		if (change.upgrade() instanceof AddColumn addition) {
			ColumnName name = new ColumnName(addition.table(), addition.column().name());
			this.added.add(name);
			if (isEmpty(addition.column())) {
				this.empty.add(name);
			}
		}
		if (change.upgrade() instanceof DropTable drop) {
			Count rows = this.counts.rows(drop.name());
			remarked.add(rows.isZero() ? change : change.remark(
					"Drops table %s, which has %s. They are lost.".formatted(drop.name().written(), rows.of("row"))));
		}
		else if (change.upgrade() instanceof DropColumn drop && !isGenerated(drop)) {
			Count values = this.counts.values(drop.table(), drop.name());
			remarked.add(values.isZero() ? change
					: change.remark("Drops column %s of table %s, which has %s. They are lost.%s".formatted(drop.name(),
							drop.table().written(), values.of("value"), wayBack(drop))));
		}
		else if (change.upgrade() instanceof AddColumn addition && isRequired(addition.column())
				&& !this.counts.rows(addition.table()).isZero()) {
			addRequired(addition, remarked);
		}
		else if (change.upgrade() instanceof AlterColumn alteration) {
			remarked.add(remark(change, alteration));
		}
		else if (change.upgrade() instanceof ReplaceEnum replacement) {
			remarked.add(change.remark(lostValues(replacement)));
		}
		else {
			remarked.add(uniqueness(change).map(change::remark).orElse(change));
		}
	}

	/**
	 * Says that a column without its values cannot come back while there are rows.
	 */
	private static String wayBack(DropColumn drop) {
		return (drop.column() != null && isRequired(drop.column()))
				? " The downgrade adds it as NOT NULL, which fails if the table has rows then." : "";
	}

	/**
	 * Says that a new unique constraint or index fails if there are duplicates, and how
	 * many there are in this database.
	 */
	private Optional<String> uniqueness(Change change) {
		if (change.upgrade() instanceof CreateConstraint creation) {
			return uniqueness(creation.table(), creation.constraint());
		}
		if (change.upgrade() instanceof CreateIndex creation && creation.index().unique()) {
			List<String> parts = UniqueComparison.columns(creation.index());
			return (!creation.index().nullsNotDistinct() && hasEmpty(creation.table(), parts)) ? Optional.empty()
					: uniqueness(creation.table(), parts,
							() -> this.counts.duplicates(creation.table(), creation.index()));
		}
		return Optional.empty();
	}

	private Optional<String> uniqueness(ObjectName table, Constraint constraint) {
		if (constraint instanceof UniqueConstraint unique
				&& (unique.nullsNotDistinct() || !hasEmpty(table, unique.columns()))) {
			return uniqueness(table, unique.columns(),
					() -> this.counts.duplicates(table, unique.columns(), unique.nullsNotDistinct()));
		}
		if (constraint instanceof PrimaryKey key) {
			return uniqueness(table, key.columns(), () -> this.counts.duplicates(table, key.columns(), true));
		}
		return Optional.empty();
	}

	/**
	 * Returns whether no two rows can have the same because one of the columns is empty.
	 */
	private boolean hasEmpty(ObjectName table, List<String> columns) {
		return columns.stream().anyMatch((column) -> this.empty.contains(new ColumnName(table, column)));
	}

	private static boolean isEmpty(Column column) {
		// The type may be a domain with a default of its own.
		return column.nullable() && column.defaultValue() == null && column.identity() == null
				&& column.generated() == null && !column.type().userDefined();
	}

	private Optional<String> uniqueness(ObjectName table, List<String> parts, Supplier<Count> duplicates) {
		if (this.counts.rows(table).isZero()) {
			return Optional.empty();
		}
		return Optional.of("Fails if two rows of table %s have the same %s.%s".formatted(table.written(),
				String.join(", ", parts), here(duplicates.get(), "value")));
	}

	/**
	 * Says how many rows or values of this database are affected.
	 */
	private static String here(Count count, String noun) {
		if (!count.isKnown()) {
			return "";
		}
		return " Here: " + (count.isZero() ? "none" : count.of(noun)) + ".";
	}

	/**
	 * The values of a generated column are not lost.
	 */
	private static boolean isGenerated(DropColumn drop) {
		return drop.column() != null && drop.column().generated() != null;
	}

	/**
	 * Says where to fill a column that was added in a step before this one.
	 */
	private Change remarkAdded(Change change, ObjectName table, String column) {
		return change.remark(
				"Table %s has %s. Give each a value of %s here, in a class by".formatted(table.written(),
						this.counts.rows(table).of("row"), column),
				"op.backfill(update(%s).set(%s, \"…\").where(%s)), in SQL bit by bit by".formatted(
						JavaLiterals.literal(table.written()), JavaLiterals.literal(column),
						JavaLiterals.literal(sql(column) + " IS NULL")),
				update(table, column) + " AND …;");
	}

	private String missing(ObjectName table, String column) {
		return "Fails if a row of table %s has no %s.%s".formatted(table.written(), column,
				here(this.counts.nulls(table, column), "row"));
	}

	static boolean isRequired(Column column) {
		return !column.nullable() && column.defaultValue() == null && column.identity() == null
				&& column.generated() == null;
	}

	/**
	 * A NOT NULL column without a default is added in two steps, so that rows can get
	 * values between them.
	 */
	private void addRequired(AddColumn addition, List<Change> remarked) {
		Column column = addition.column();
		remarked.add(Change.of(Phase.COLUMN, new AddColumn(addition.table(), column.nullable(true))));
		AlterColumn require = AlterColumn.of(addition.table(), column.name()).notNull().was(column.nullable(true));
		Change change = Change.of(Phase.COLUMN, require);
		if (this.declared.test(new ColumnName(addition.table(), column.name()))) {
			remarked.add(change);
			return;
		}
		remarked.add(change.remark(
				"Table %s has %s. Give each a value of %s here:".formatted(addition.table().written(),
						this.counts.rows(addition.table()).of("row"), column.name()),
				update(addition.table(), column.name()) + ";"));
	}

	private String update(ObjectName table, String column) {
		return "UPDATE %s SET %s = … WHERE %2$s IS NULL".formatted(this.counts.sql(table), sql(column));
	}

	private String sql(String column) {
		return this.counts.sql(new ObjectName(null, column));
	}

	private Change remark(Change change, AlterColumn alteration) {
		ObjectName table = alteration.table();
		String column = alteration.column();
		if (alteration.runsOutsideTransaction() && this.added.contains(new ColumnName(table, column))
				&& !this.counts.rows(table).isZero()) {
			return remarkAdded(change, table, column);
		}
		List<String> remarks = new ArrayList<>();
		for (ColumnChange altered : alteration.changes()) {
			if (altered instanceof ColumnChange.Nullability nullability && !nullability.nullable()
					&& !this.counts.rows(table).isZero() && !this.declared.test(new ColumnName(table, column))) {
				remarks.add(missing(table, column));
			}
			if (altered instanceof ColumnChange.Type type) {
				conversion(alteration, type.type()).ifPresent(remarks::add);
			}
		}
		return remarks.isEmpty() ? change : change.remark(remarks.toArray(String[]::new));
	}

	private String[] lostValues(ReplaceEnum replacement) {
		List<String> lost = new ArrayList<>(replacement.from().values());
		lost.removeAll(replacement.to().values());
		String values = lost.stream().map((value) -> "'" + value + "'").collect(Collectors.joining(", "));
		return replacement.columns()
			.stream()
			.filter((column) -> !lost.isEmpty() && !this.counts.rows(column.name().table()).isZero())
			.map((column) -> "Fails if a row of table %s has a value in %s that enum type %s loses: %s.%s".formatted(
					column.name().table().written(), column.name().column(), replacement.from().name().written(),
					values,
					here(this.counts.unfit(column.name().table(), column.name().column(), column.array(),
							replacement.to()), "row")))
			.toArray(String[]::new);
	}

	private Optional<String> conversion(AlterColumn alteration, DataType to) {
		DataType from = alteration.was()
			.stream()
			.filter(ColumnChange.Type.class::isInstance)
			.map((was) -> ((ColumnChange.Type) was).type())
			.findFirst()
			.orElseThrow();
		Count values = this.counts.converted(alteration.table(), alteration.column(), from, to);
		if (values.isZero()) {
			return Optional.empty();
		}
		EnumType enumType = to.userDefined() ? this.enumTypes.get(ObjectName.of(to.name())) : null;
		Count unfit = (enumType != null && from.dimensions() == to.dimensions())
				? this.counts.unfit(alteration.table(), alteration.column(), to.dimensions() > 0, enumType)
				: this.counts.unfit(alteration.table(), alteration.column(), from, to);
		String references = (this.conversions.isReference(from) && !this.conversions.isReference(to))
				? " They are references, such as the numbers of large objects: what they refer to is not converted."
				: "";
		String failing = this.conversions.isTotal(from, to) ? "."
				: "; fails if one does not fit." + here(unfit, "value");
		return Optional.of("Converts %s of column %s of table %s from %s to %s%s%s".formatted(values.of("value"),
				alteration.column(), alteration.table().written(), from, to, failing, references));
	}

}
