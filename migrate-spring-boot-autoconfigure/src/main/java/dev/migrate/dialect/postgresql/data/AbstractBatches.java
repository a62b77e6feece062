package dev.migrate.dialect.postgresql.data;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.dialect.BatchedUpdate;
import dev.migrate.operations.operation.Backfill;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What batches have in common, whatever their order. Cursors stand in the statements as
 * literals, so that a question mark in an expression of the user has no meaning.
 */
abstract class AbstractBatches implements BatchedUpdate {

	private final JdbcOperations jdbc;

	private final Backfill backfill;

	private final long estimatedRows;

	AbstractBatches(JdbcOperations jdbc, Backfill backfill, long estimatedRows) {
		this.jdbc = jdbc;
		this.backfill = backfill;
		this.estimatedRows = estimatedRows;
	}

	final Backfill backfill() {
		return this.backfill;
	}

	@Override
	public final long estimatedRows() {
		return this.estimatedRows;
	}

	@Override
	public final Set<String> keysOf(String cursor) {
		return new TreeSet<>(
				this.jdbc.queryForList("SELECT jsonb_object_keys(CAST(? AS jsonb))", String.class, cursor));
	}

	@Override
	public final boolean hasLeft() {
		String condition = this.backfill.condition();
		return condition != null
				&& query("SELECT EXISTS (SELECT FROM " + BackfillSql.table(this.backfill) + " WHERE " + condition + ")",
						(row) -> row.getBoolean(1));
	}

	/**
	 * Updates the rows of a range.
	 * @param range a condition, an empty text for all
	 * @return how many there were and how many satisfy the condition still
	 */
	final Updated updateRange(String range) {
		String condition = this.backfill.condition();
		String left = (condition != null) ? "(" + condition + ")" : "false";
		String where = range;
		if (condition != null) {
			where += (range.isEmpty() ? "" : " AND ") + left;
		}
		return query(
				"WITH migrate_done AS (" + BackfillSql.assignments(this.backfill)
						+ (where.isEmpty() ? "" : " WHERE " + where) + " RETURNING " + left + " AS migrate_left)"
						+ " SELECT count(*), count(*) FILTER (WHERE migrate_left) FROM migrate_done",
				(row) -> new Updated(row.getLong(1), row.getLong(2)));
	}

	/**
	 * Runs a query that returns a row.
	 */
	final <T> T query(String sql, RowReader<T> reader) {
		return queryIfAny(sql, reader).orElseThrow();
	}

	final <T> Optional<T> queryIfAny(String sql, RowReader<T> reader) {
		return Objects.requireNonNull(this.jdbc.execute((ConnectionCallback<Optional<T>>) (connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.setEscapeProcessing(false);
				ResultSet row = statement.executeQuery(sql);
				return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
			}
		}));
	}

	/**
	 * Reads a row.
	 */
	interface RowReader<T> {

		T read(ResultSet row) throws SQLException;

	}

	record Updated(long rows, long unfinished) {
	}

}
