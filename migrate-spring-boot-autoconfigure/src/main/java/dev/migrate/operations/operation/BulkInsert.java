package dev.migrate.operations.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows, written as
 * {@code into("plans", "id", "name").row(1, "Free").row(2, "Pro")}. The values are sent
 * as text that the database reads by the types of the columns: numbers, booleans, strings
 * (JSON too), dates and times of {@code java.time}, UUIDs, byte arrays, enum constants by
 * their names, and arrays and collections as arrays.
 *
 * @param table the name of the table
 * @param columns the names of the columns
 * @param rows the values of each row in the order of the columns, read once for each time
 * that the operation runs and never kept together in memory
 * @param undo what undoes it, or {@code null} if there is nothing
 */
public record BulkInsert(ObjectName table, List<String> columns, Iterable<? extends List<?>> rows,
		@Nullable Execute undo) implements Operation {

	public BulkInsert {
		columns = List.copyOf(columns);
		if (columns.isEmpty()) {
			throw new InvalidOperationException("The rows to insert into '%s' have no columns.".formatted(table),
					"Name the columns.");
		}
		Set<String> seen = new HashSet<>();
		for (String column : columns) {
			if (!seen.add(new ColumnName(table, column).column())) {
				throw new InvalidOperationException(
						"The rows to insert into '%s' have the column '%s' twice.".formatted(table, column),
						"Name it once.");
			}
		}
	}

	/**
	 * Inserts into a table, so far nothing.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @param columns the columns that the rows have values for, at least one
	 * @return the operation, to be completed by {@link #row(Object...)},
	 * {@link #rows(Iterable)} or {@link #rows(Stream)}
	 */
	public static BulkInsert into(String table, String... columns) {
		return new BulkInsert(ObjectName.of(table), List.of(columns), List.of(), null);
	}

	/**
	 * Inserts rows that are given as maps.
	 * @param table the table
	 * @param rows the values by column, all rows with the same columns
	 * @return the operation
	 * @throws InvalidOperationException if a row has other columns than the first one, or
	 * there are no rows
	 */
	public static BulkInsert of(ObjectName table, List<? extends Map<String, ?>> rows) {
		if (rows.isEmpty()) {
			throw new InvalidOperationException("There are no rows to insert into '%s'.".formatted(table),
					"Give at least one, or name the columns with into(…).");
		}
		List<String> columns = List.copyOf(rows.get(0).keySet());
		List<List<?>> values = new ArrayList<>();
		for (Map<String, ?> row : rows) {
			if (!row.keySet().equals(Set.copyOf(columns))) {
				throw new InvalidOperationException(
						"Row %d to insert into '%s' has the columns %s, the first one %s.".formatted(values.size() + 1,
								table, row.keySet().stream().sorted().toList(), columns.stream().sorted().toList()),
						"Give each row a value for each column, null for NULL.");
			}
			values.add(Collections.unmodifiableList(values(columns, row)));
		}
		return new BulkInsert(table, columns, Collections.unmodifiableList(values), null);
	}

	private static List<@Nullable Object> values(List<String> columns, Map<String, ?> row) {
		List<@Nullable Object> values = new ArrayList<>();
		columns.forEach((column) -> values.add(row.get(column)));
		return values;
	}

	/**
	 * Returns this operation with one more row, for as many rows as one writes by hand.
	 * @param values the values in the order of the columns
	 * @return the operation
	 * @throws InvalidOperationException if there are more values or fewer than columns
	 */
	public BulkInsert row(@Nullable Object... values) {
		List<List<?>> rows = new ArrayList<>();
		this.rows.forEach(rows::add);
		List<?> row = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
		requireWidth(row, rows.size() + 1);
		rows.add(row);
		return rows(Collections.unmodifiableList(rows));
	}

	/**
	 * Returns this operation with other rows.
	 * @param rows the rows, each with a value for each column, in as many as one likes
	 * @return the operation
	 */
	public BulkInsert rows(Iterable<? extends List<?>> rows) {
		return new BulkInsert(this.table, this.columns, rows, this.undo);
	}

	/**
	 * Returns this operation with other rows. The stream is read once, so that the
	 * operation can run only once, and is not closed.
	 * @param rows the rows, each with a value for each column, in as many as one likes
	 * @return the operation
	 */
	public BulkInsert rows(Stream<? extends List<?>> rows) {
		return rows(new Iterable<List<?>>() {

			@Override
			public Iterator<List<?>> iterator() {
				return rows.<List<?>>map((row) -> row).iterator();
			}

		});
	}

	/**
	 * Returns this operation with the SQL that undoes it, such as a DELETE of the rows.
	 * @param sql one statement, or several separated by semicolons
	 * @return the operation
	 */
	public BulkInsert reversedBy(String sql) {
		return reversedBy(Execute.sql(sql));
	}

	/**
	 * Returns this operation with the operation that undoes it.
	 * @param undo the other operation
	 * @return the operation
	 */
	public BulkInsert reversedBy(Execute undo) {
		return new BulkInsert(this.table, this.columns, this.rows, undo);
	}

	private void requireWidth(List<?> row, int number) {
		if (row.size() != this.columns.size()) {
			throw new InvalidOperationException(
					"Row %d to insert into '%s' has %d values for the columns %s.".formatted(number, this.table,
							row.size(), String.join(", ", this.columns)),
					"Give each row a value for each column, null for NULL.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.rows(this.table, this.columns, this::checkedRows);
	}

	private Iterator<List<?>> checkedRows() {
		Iterator<? extends List<?>> iterator = this.rows.iterator();
		return new Iterator<>() {

			private int number;

			@Override
			public boolean hasNext() {
				return iterator.hasNext();
			}

			@Override
			public List<?> next() {
				List<?> row = iterator.next();
				requireWidth(row, ++this.number);
				return row;
			}

		};
	}

	/**
	 * Returns what was given with {@link #reversedBy}: which of the rows in the table are
	 * those that were inserted is not known.
	 */
	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.undo);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.bulkInsert(").member(BulkInsert.class, "into").java("(").value(this.table);
		this.columns.forEach((column) -> java.java(", ").value(column));
		java.java(")");
		this.rows.forEach((row) -> renderRow(java, row));
		if (this.undo != null) {
			java.java(".reversedBy(");
			this.undo.renderUndo(java);
			java.java(")");
		}
		java.java(");");
	}

	private static void renderRow(JavaWriter java, List<?> row) {
		java.java(".row(");
		// A single null would be taken for the array of values.
		if (row.size() == 1 && row.get(0) == null) {
			java.java("(Object) ");
		}
		String separator = "";
		for (Object value : row) {
			java.java(separator).value(value);
			separator = ", ";
		}
		java.java(")");
	}

	@Override
	public String describe() {
		return "insert rows into " + this.table;
	}

}
