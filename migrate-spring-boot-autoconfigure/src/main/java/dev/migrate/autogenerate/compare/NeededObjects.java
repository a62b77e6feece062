package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ColumnProperty;
import dev.migrate.autogenerate.difference.ColumnPropertyDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.autogenerate.difference.SequenceDifference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.dialect.Conversions;
import dev.migrate.schema.Column;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.SchemaSnapshot;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Leaves alone what nobody wants but something that stays needs: the unique constraint
 * that the foreign key of an unmapped table refers to, and the sequence of its default.
 */
public final class NeededObjects {

	private final SchemaSnapshot whole;

	private final List<Difference> differences;

	private final Conversions conversions;

	private final Set<ObjectName> droppedTables = new HashSet<>();

	private final Set<ColumnName> droppedParts = new HashSet<>();

	private final List<Difference> kept = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private NeededObjects(SchemaSnapshot whole, List<Difference> differences, Conversions conversions) {
		this.whole = whole;
		this.differences = differences;
		this.conversions = conversions;
		differences.stream().filter(Difference::isExtra).forEach(this::addDropped);
	}

	/**
	 * Leaves out what is needed.
	 * @param comparison the differences
	 * @param whole all that the database has, including what is not compared
	 * @param conversions how the database writes the next value of a sequence
	 * @return the other differences, and notes that name what is left alone
	 */
	public static Comparison leaveOut(Comparison comparison, SchemaSnapshot whole, Conversions conversions) {
		return new NeededObjects(whole, comparison.differences(), conversions).leaveOut(comparison.notes());
	}

	private void addDropped(Difference difference) {
		if (difference instanceof TableDifference) {
			this.droppedTables.add(difference.object());
		}
		else if (difference instanceof ColumnDifference column) {
			this.droppedParts.add(new ColumnName(column.object(), column.part()));
		}
		else if (difference instanceof ConstraintDifference constraint && difference.found() instanceof ForeignKey key
				&& key.name() != null) {
			this.droppedParts.add(new ColumnName(constraint.object(), key.name()));
		}
	}

	private Comparison leaveOut(List<String> others) {
		this.differences.forEach(this::keep);
		List<String> all = new ArrayList<>(others);
		all.addAll(this.notes);
		return new Comparison(this.kept, all);
	}

	private void keep(Difference difference) {
		Optional<String> need = difference.isExtra() ? need(difference) : Optional.empty();
		need.ifPresentOrElse(this.notes::add, () -> this.kept.add(difference));
	}

	private Optional<String> need(Difference difference) {
		ObjectName object = difference.object();
		if (difference instanceof ConstraintDifference constraint) {
			return keyColumns(constraint.found()).flatMap((columns) -> referring(object, columns))
				.map((key) -> "Constraint %s.%s is not dropped: %s.".formatted(object.written(),
						(constraint.found() != null) ? constraint.found().name() : "", key));
		}
		if (difference instanceof IndexDifference ofIndex && ofIndex.found() != null
				&& UniqueComparison.isPlain(ofIndex.found())) {
			Index index = ofIndex.found();
			return referring(object, UniqueComparison.columns(index))
				.map((key) -> "Index %s is not dropped: %s.".formatted(index.name(), key));
		}
		return (difference instanceof SequenceDifference) ? counting(object) : Optional.empty();
	}

	private static Optional<List<String>> keyColumns(@Nullable Constraint constraint) {
		if (constraint instanceof PrimaryKey key) {
			return Optional.of(key.columns());
		}
		return (constraint instanceof UniqueConstraint unique) ? Optional.of(unique.columns()) : Optional.empty();
	}

	/**
	 * Finds a foreign key that stays and refers to columns that stay.
	 */
	private Optional<String> referring(ObjectName table, List<String> columns) {
		if (columns.stream().anyMatch((column) -> this.droppedParts.contains(new ColumnName(table, column)))
				|| becomesKey(table, columns)) {
			return Optional.empty();
		}
		return staying()
			.flatMap((other) -> other.table()
				.constraints()
				.stream()
				.filter(ForeignKey.class::isInstance)
				.map(ForeignKey.class::cast)
				.filter((key) -> key.referencedTable().equals(table)
						&& Set.copyOf(key.referencedColumns()).equals(Set.copyOf(columns)) && stays(other.name(), key))
				.map((key) -> "foreign key %s of table %s refers to it".formatted(key.name(), other.name())))
			.findFirst();
	}

	private Stream<InspectedTable> staying() {
		return this.whole.tables().values().stream().filter((table) -> !this.droppedTables.contains(table.name()));
	}

	private boolean stays(ObjectName table, ForeignKey key) {
		return Stream.concat(key.columns().stream(), Stream.ofNullable(key.name()))
			.noneMatch((part) -> this.droppedParts.contains(new ColumnName(table, part)));
	}

	/**
	 * Returns whether the columns have another key then.
	 */
	private boolean becomesKey(ObjectName table, List<String> columns) {
		Stream<Constraint> created = this.differences.stream()
			.filter((difference) -> difference.object().equals(table))
			.map(Difference::wanted)
			.filter(Constraint.class::isInstance)
			.map(Constraint.class::cast);
		Stream<Constraint> staying = Stream.ofNullable(this.whole.tables().get(table))
			.flatMap((found) -> found.table().constraints().stream())
			.filter((constraint) -> this.differences.stream()
				.noneMatch((difference) -> difference.object().equals(table) && constraint.equals(difference.found())));
		return Stream.concat(created, staying)
			.anyMatch(
					(constraint) -> keyColumns(constraint).filter((key) -> Set.copyOf(key).equals(Set.copyOf(columns)))
						.isPresent());
	}

	private Optional<String> counting(ObjectName sequence) {
		return staying()
			.flatMap((table) -> table.table()
				.columns()
				.stream()
				.filter((column) -> takesFrom(column, sequence) && keepsDefault(table, column))
				.map((column) -> "Sequence %s is not dropped: the default of %s.%s takes its values."
					.formatted(sequence, table.name(), column.name())))
			.findFirst();
	}

	private boolean takesFrom(Column column, ObjectName sequence) {
		return column.defaultValue() != null
				&& this.conversions.sequence(column.defaultValue()).filter(sequence::equals).isPresent();
	}

	private boolean keepsDefault(InspectedTable table, Column column) {
		return this.differences.stream()
			.noneMatch(
					(difference) -> difference.object().equals(table.name()) && column.name().equals(difference.part())
							&& (difference instanceof ColumnDifference
									|| (difference instanceof ColumnPropertyDifference property
											&& (property.property() == ColumnProperty.DEFAULT
													|| property.property() == ColumnProperty.IDENTITY))));
	}

}
