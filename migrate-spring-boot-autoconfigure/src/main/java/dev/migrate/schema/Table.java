package dev.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * @param comment the comment, or {@code null}
 */
public record Table(ObjectName name, List<Column> columns, List<Constraint> constraints, @Nullable String comment) {

	public Table {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
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
		return new Table(ObjectName.of(name), List.of(), List.of(), null);
	}

	public Table column(Column column) {
		return new Table(this.name, with(this.columns, column), this.constraints, this.comment);
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
		return new Table(this.name, this.columns, with(this.constraints, constraint), this.comment);
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

	public Table comment(String comment) {
		return new Table(this.name, this.columns, this.constraints, comment);
	}

	/**
	 * Returns the primary key.
	 * @return the primary key, empty if there is none
	 */
	public Optional<PrimaryKey> primaryKey() {
		return this.constraints.stream().filter(PrimaryKey.class::isInstance).map(PrimaryKey.class::cast).findFirst();
	}

	private static <T> List<T> with(List<T> list, T element) {
		List<T> extended = new ArrayList<>(list);
		extended.add(element);
		return extended;
	}

}
