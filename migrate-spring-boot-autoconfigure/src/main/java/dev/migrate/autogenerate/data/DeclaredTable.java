package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are declared, as it is after the revision.
 *
 * @param name its name, without the default schema
 * @param live the table that the database has, under its new names, or {@code null}
 * @param columns its columns
 * @param constraints its constraints
 * @param uniqueIndexes the columns of its unique indexes that are over columns only
 */
record DeclaredTable(ObjectName name, @Nullable InspectedTable live, List<Column> columns, List<Constraint> constraints,
		List<List<String>> uniqueIndexes) {

	Optional<Column> findColumn(String column) {
		return this.columns.stream().filter((each) -> each.name().equals(column)).findFirst();
	}

	List<String> columnNames() {
		return this.columns.stream().map(Column::name).toList();
	}

	/**
	 * Returns a column as the database has it.
	 */
	Optional<Column> liveColumn(String column) {
		return (this.live != null) ? this.live.table().findColumn(column) : Optional.empty();
	}

	List<String> primaryKey() {
		return Table.table(this.name)
			.constraints(this.constraints)
			.primaryKey()
			.map(PrimaryKey::columns)
			.orElse(List.of());
	}

	/**
	 * Returns the columns of each constraint or index besides the primary key that keeps
	 * them from being the same in two rows.
	 */
	List<List<String>> uniques() {
		List<List<String>> uniques = new ArrayList<>();
		this.constraints.forEach((constraint) -> {
			if (constraint instanceof UniqueConstraint unique) {
				uniques.add(unique.columns());
			}
		});
		uniques.addAll(this.uniqueIndexes);
		return uniques.stream().distinct().toList();
	}

	/**
	 * Returns the columns of each constraint or index that keeps them from being the same
	 * in two rows after any statement.
	 */
	List<List<String>> immediateUniques() {
		List<List<String>> uniques = new ArrayList<>();
		this.constraints.forEach((constraint) -> {
			if (constraint instanceof UniqueConstraint unique && !isDeferred(unique)) {
				uniques.add(unique.columns());
			}
			if (constraint instanceof PrimaryKey primaryKey && !isDeferred(primaryKey)) {
				uniques.add(primaryKey.columns());
			}
		});
		uniques.addAll(this.uniqueIndexes);
		return uniques;
	}

	/**
	 * Returns whether a constraint is checked when a transaction ends.
	 */
	boolean isDeferred() {
		return this.constraints.stream().anyMatch(DeclaredTable::isDeferred);
	}

	static boolean isDeferred(Constraint constraint) {
		Deferrability deferrability = Deferrability.NOT_DEFERRABLE;
		if (constraint instanceof ForeignKey key) {
			deferrability = key.deferrability();
		}
		else if (constraint instanceof UniqueConstraint unique) {
			deferrability = unique.deferrability();
		}
		else if (constraint instanceof PrimaryKey key) {
			deferrability = key.deferrability();
		}
		return deferrability == Deferrability.INITIALLY_DEFERRED;
	}

	/**
	 * Returns whether no two rows have the same values.
	 */
	boolean isUnique(List<String> key) {
		Set<String> columns = new HashSet<>(key);
		return (!primaryKey().isEmpty() && columns.containsAll(primaryKey()))
				|| uniques().stream().anyMatch(columns::containsAll);
	}

	List<ForeignKey> foreignKeys() {
		return this.constraints.stream().filter(ForeignKey.class::isInstance).map(ForeignKey.class::cast).toList();
	}

	/**
	 * Returns the constraints that a row of some of the columns can violate by itself, or
	 * together with others.
	 */
	List<Constraint> constraintsOver(Set<String> some, BiPredicate<Constraint, String> isOver) {
		return this.constraints.stream()
			.filter((constraint) -> (constraint instanceof CheckConstraint check && !check.notValid())
					|| constraint instanceof UniqueConstraint)
			.filter((constraint) -> columnNames().stream()
				.noneMatch((column) -> !some.contains(column) && isOver.test(constraint, column)))
			.toList();
	}

}
