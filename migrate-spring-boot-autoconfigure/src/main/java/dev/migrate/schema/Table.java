package dev.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A table with its columns and constraints. Start with {@link #table(String)}; every
 * other method returns a changed copy.
 *
 * @param name the name
 * @param columns the columns in their order
 * @param constraints the constraints, at most one of them a primary key
 * @param partitionBy how it is partitioned, SQL such as {@code RANGE (created_at)}, or
 * {@code null} if it is not
 * @param storage its storage parameters, such as {@code fillfactor}
 * @param unlogged whether its rows do not survive a crash of the server
 * @param comment the comment, or {@code null}
 */
public record Table(ObjectName name, List<Column> columns, List<Constraint> constraints, @Nullable String partitionBy,
		Map<String, String> storage, boolean unlogged, @Nullable String comment) {

	public Table {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
		storage = Index.copyOfStorage(storage);
		Set<String> seen = new HashSet<>();
		for (Column column : columns) {
			if (!seen.add(column.name())) {
				throw new InvalidSchemaException(
						"Table '%s' has two columns named '%s'.".formatted(name, column.name()), "Rename one of them.");
			}
		}
		if (constraints.stream().filter(PrimaryKey.class::isInstance).count() > 1) {
			throw new InvalidSchemaException("Table '%s' has two primary keys.".formatted(name),
					"Keep one, and make the other a unique constraint.");
		}
	}

	/**
	 * A table without columns.
	 * @param name {@code name} or {@code schema.name}
	 * @return the table
	 */
	public static Table table(String name) {
		return table(ObjectName.of(name));
	}

	/**
	 * A table without columns.
	 * @param name the name
	 * @return the table
	 */
	public static Table table(ObjectName name) {
		return new Table(name, List.of(), List.of(), null, Map.of(), false, null);
	}

	public Table column(Column column) {
		return columns(with(this.columns, column));
	}

	/**
	 * Returns this table with one more column, nullable and without a default.
	 * @param name the name of the column
	 * @param type its data type
	 * @return the table
	 */
	public Table column(String name, DataType type) {
		return column(Column.column(name, type));
	}

	/**
	 * Returns this table with one more column, as in
	 * {@code column("name", text(), Column::notNull)}.
	 * @param name the name of the column
	 * @param type its data type
	 * @param details what else it is, beginning with a nullable column without a default
	 * @return the table
	 */
	public Table column(String name, DataType type, UnaryOperator<Column> details) {
		return column(details.apply(Column.column(name, type)));
	}

	public Table constraint(Constraint constraint) {
		return constraints(with(this.constraints, constraint));
	}

	public Table primaryKey(String... columns) {
		return constraint(PrimaryKey.primaryKey(columns));
	}

	public Table unique(String... columns) {
		return constraint(UniqueConstraint.unique(columns));
	}

	public Table check(String condition) {
		return constraint(CheckConstraint.check(condition));
	}

	/**
	 * Returns this table with other columns.
	 * @param columns the columns
	 * @return the table
	 */
	public Table columns(List<Column> columns) {
		return new Table(this.name, columns, this.constraints, this.partitionBy, this.storage, this.unlogged,
				this.comment);
	}

	/**
	 * Returns this table with other constraints.
	 * @param constraints the constraints
	 * @return the table
	 */
	public Table constraints(List<Constraint> constraints) {
		return new Table(this.name, this.columns, constraints, this.partitionBy, this.storage, this.unlogged,
				this.comment);
	}

	/**
	 * Returns this table as one that has its rows in partitions.
	 * @param partitionBy SQL such as {@code RANGE (created_at)}
	 * @return the table
	 */
	public Table partitionBy(String partitionBy) {
		return new Table(this.name, this.columns, this.constraints, partitionBy, this.storage, this.unlogged,
				this.comment);
	}

	/**
	 * Returns this table with one more storage parameter.
	 * @param parameter the parameter, such as {@code fillfactor}
	 * @param value its value
	 * @return the table
	 */
	public Table with(String parameter, String value) {
		Map<String, String> extended = new LinkedHashMap<>(this.storage);
		extended.put(parameter, value);
		return new Table(this.name, this.columns, this.constraints, this.partitionBy, extended, this.unlogged,
				this.comment);
	}

	/**
	 * Returns this table as one whose rows do not survive a crash of the server.
	 * @return the table
	 */
	public Table asUnlogged() {
		return new Table(this.name, this.columns, this.constraints, this.partitionBy, this.storage, true, this.comment);
	}

	public Table comment(@Nullable String comment) {
		return new Table(this.name, this.columns, this.constraints, this.partitionBy, this.storage, this.unlogged,
				comment);
	}

	/**
	 * Returns the primary key.
	 * @return the primary key, empty if there is none
	 */
	public Optional<PrimaryKey> primaryKey() {
		return this.constraints.stream().filter(PrimaryKey.class::isInstance).map(PrimaryKey.class::cast).findFirst();
	}

	/**
	 * Returns a column.
	 * @param name its name
	 * @return the column, empty if there is none of that name
	 */
	public Optional<Column> findColumn(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	/**
	 * Returns this table under other names.
	 * @param renaming the other names
	 * @return the renamed table
	 */
	public Table map(Renaming renaming) {
		return new Table(renaming.object(this.name),
				this.columns.stream().map((column) -> column.map(this.name, renaming)).toList(),
				this.constraints.stream().map((constraint) -> constraint.map(this.name, renaming)).toList(),
				this.partitionBy, this.storage, this.unlogged, this.comment);
	}

	private static <T> List<T> with(List<T> list, T element) {
		List<T> extended = new ArrayList<>(list);
		extended.add(element);
		return extended;
	}

}
