package dev.migrate.operations.operation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Updates the rows of a large table in batches that each commit by themselves, written as
 * {@code update("users").set("full_name", "first_name || ' ' || last_name").where("full_name IS NULL")}.
 *
 * @param table the name of the table
 * @param assignments the SQL expression of each column that is set
 * @param condition which rows are updated, an SQL expression, or {@code null} for all
 * @param index the name of the index that gives the order, or {@code null} for the
 * primary key
 * @param batchSize how many rows each transaction passes at most
 * @param pause how long to wait between two batches
 * @param rowsPerSecond how many rows to update in a second at most, or {@code null} for
 * as many as there can be
 * @param undo what undoes it, or {@code null} if there is nothing
 */
public record Backfill(ObjectName table, Map<String, String> assignments, @Nullable String condition,
		@Nullable String index, int batchSize, Duration pause, @Nullable Integer rowsPerSecond,
		@Nullable Operation undo) implements Operation {

	private static final int DEFAULT_BATCH_SIZE = 5000;

	public Backfill {
		assignments = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
		if (condition != null && condition.isBlank()) {
			throw invalid(table, "has an empty condition", "Leave where(…) away to update all rows.");
		}
		if (batchSize < 1) {
			throw invalid(table, "has batches of %d rows".formatted(batchSize), "Give at least 1.");
		}
		if (pause.isNegative()) {
			throw invalid(table, "has the pause %s".formatted(pause), "Give one that is not negative.");
		}
		if (rowsPerSecond != null && rowsPerSecond < 1) {
			throw invalid(table, "updates %d rows per second".formatted(rowsPerSecond), "Give at least 1.");
		}
	}

	/**
	 * Updates a table in batches, so far with nothing.
	 * @param table the table, {@code name} or {@code schema.name}
	 * @return the operation, to be completed by {@link #set}
	 */
	public static Backfill update(String table) {
		return new Backfill(ObjectName.of(table), Map.of(), null, null, DEFAULT_BATCH_SIZE, Duration.ZERO, null, null);
	}

	/**
	 * Returns this operation with the value of a column.
	 * @param column the name of the column
	 * @param expression the value, an SQL expression over the row
	 * @return the operation
	 * @throws InvalidOperationException if the column is set already
	 */
	public Backfill set(String column, String expression) {
		Map<String, String> assignments = new LinkedHashMap<>(this.assignments);
		if (expression.isBlank()) {
			throw invalid(this.table, "sets column '%s' to nothing".formatted(column),
					"Give an SQL expression, such as NULL.");
		}
		if (assignments.put(new ColumnName(this.table, column).column(), expression) != null) {
			throw invalid(this.table, "sets column '%s' twice".formatted(column), "Set it once.");
		}
		return new Backfill(this.table, assignments, this.condition, this.index, this.batchSize, this.pause,
				this.rowsPerSecond, this.undo);
	}

	/**
	 * Returns this operation for some of the rows. If no row satisfies the condition any
	 * more once it is updated, such as {@code full_name IS NULL}, rows that are inserted
	 * meanwhile are found, too, wherever they are.
	 * @param condition an SQL expression over the row
	 * @return the operation
	 */
	public Backfill where(String condition) {
		return new Backfill(this.table, this.assignments, condition, this.index, this.batchSize, this.pause,
				this.rowsPerSecond, this.undo);
	}

	/**
	 * Returns this operation in the order of an index instead of the primary key.
	 * @param index the name of a unique index, in the schema of the table, over columns
	 * that are not null
	 * @return the operation
	 */
	public Backfill byIndex(String index) {
		return new Backfill(this.table, this.assignments, this.condition,
				InvalidOperationException.requireName("the index", index), this.batchSize, this.pause,
				this.rowsPerSecond, this.undo);
	}

	/**
	 * Returns this operation with batches of another size. A batch holds the locks of its
	 * rows until it commits.
	 * @param rows how many rows each transaction passes at most, 5000 unless this is
	 * called
	 * @return the operation
	 */
	public Backfill batchSize(int rows) {
		return new Backfill(this.table, this.assignments, this.condition, this.index, rows, this.pause,
				this.rowsPerSecond, this.undo);
	}

	/**
	 * Returns this operation with a pause between two batches, in which no transaction is
	 * open.
	 * @param pause how long, not at all unless this is called
	 * @return the operation
	 */
	public Backfill pause(Duration pause) {
		return new Backfill(this.table, this.assignments, this.condition, this.index, this.batchSize, pause,
				this.rowsPerSecond, this.undo);
	}

	/**
	 * Returns this operation with a limit to its speed, kept by pauses between batches.
	 * @param rows how many rows to update in a second at most
	 * @return the operation
	 */
	public Backfill rowsPerSecond(int rows) {
		return new Backfill(this.table, this.assignments, this.condition, this.index, this.batchSize, this.pause, rows,
				this.undo);
	}

	/**
	 * Returns this operation with the SQL that undoes it.
	 * @param sql one statement, or several separated by semicolons
	 * @return the operation
	 */
	public Backfill reversedBy(String sql) {
		return withUndo(Execute.sql(sql));
	}

	/**
	 * Returns this operation with the backfill that undoes it.
	 * @param undo the other backfill
	 * @return the operation
	 */
	public Backfill reversedBy(Backfill undo) {
		return withUndo(undo);
	}

	/**
	 * Returns this operation with a reverse that does nothing, for values that are
	 * dropped with their column, or that the older version of the application can live
	 * with.
	 * @return the operation
	 */
	public Backfill reversedByNothing() {
		return withUndo(new CompositeOperation(List.of()));
	}

	private Backfill withUndo(Operation undo) {
		return new Backfill(this.table, this.assignments, this.condition, this.index, this.batchSize, this.pause,
				this.rowsPerSecond, undo);
	}

	private static InvalidOperationException invalid(ObjectName table, String problem, String action) {
		return new InvalidOperationException("The backfill of '%s' %s.".formatted(table, problem), action);
	}

	@Override
	public void write(SqlWriter sql) {
		if (this.assignments.isEmpty()) {
			throw invalid(this.table, "sets no column", "Call set(…).");
		}
		sql.backfill(this);
	}

	/**
	 * Returns what was given with {@link #reversedBy} or {@link #reversedByNothing}: what
	 * the columns contained before is not known.
	 */
	@Override
	public Optional<Operation> reverse() {
		return Optional.ofNullable(this.undo);
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.backfill(");
		renderValue(java);
		java.java(");");
	}

	private void renderValue(JavaWriter java) {
		java.member(Backfill.class, "update").java("(").value(this.table).java(")");
		this.assignments.forEach((column, value) -> java.java(".set(").value(column).java(", ").value(value).java(")"));
		renderCall(java, "where", this.condition);
		renderCall(java, "byIndex", this.index);
		renderCall(java, "batchSize", (this.batchSize != DEFAULT_BATCH_SIZE) ? this.batchSize : null);
		renderCall(java, "pause", this.pause.isZero() ? null : this.pause);
		renderCall(java, "rowsPerSecond", this.rowsPerSecond);
		if (this.undo instanceof CompositeOperation) {
			java.java(".reversedByNothing()");
		}
		else if (this.undo != null) {
			java.java(".reversedBy(");
			renderUndo(java, this.undo);
			java.java(")");
		}
	}

	private static void renderUndo(JavaWriter java, Operation undo) {
		if (undo instanceof Backfill backfill) {
			backfill.renderValue(java);
		}
		else {
			java.value(((Execute) undo).sql());
		}
	}

	private static void renderCall(JavaWriter java, String method, @Nullable Object argument) {
		if (argument != null) {
			java.java("." + method + "(").value(argument).java(")");
		}
	}

	@Override
	public String describe() {
		return "backfill " + String.join(", ", this.assignments.keySet()) + " of " + this.table;
	}

}
