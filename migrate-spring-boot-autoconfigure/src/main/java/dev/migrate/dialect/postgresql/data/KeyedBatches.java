package dev.migrate.dialect.postgresql.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.dialect.postgresql.data.BackfillTable.KeyColumn;
import dev.migrate.operations.operation.Backfill;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Batches in the order of a key.
 */
final class KeyedBatches extends AbstractBatches {

	private final List<KeyColumn> key;

	KeyedBatches(JdbcOperations jdbc, Backfill backfill, List<KeyColumn> key, long estimatedRows) {
		super(jdbc, backfill, estimatedRows);
		this.key = key;
	}

	@Override
	public Set<String> cursorKeys() {
		return this.key.stream().map(KeyColumn::name).collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public boolean revisits() {
		return this.key.stream().anyMatch((column) -> backfill().assignments().containsKey(column.name()));
	}

	@Override
	public Batch update(@Nullable String cursor) {
		String after = (cursor != null) ? columns() + " > " + values(cursor) : "";
		Optional<Bound> found = queryIfAny("""
				SELECT migrate_key::text, migrate_position FROM (
					SELECT jsonb_build_object(%s) AS migrate_key, row_number() OVER (ORDER BY %s) AS migrate_position
					FROM %s%s ORDER BY %s LIMIT %s) AS migrate_batch
				ORDER BY migrate_position DESC LIMIT 1""".formatted(list(KeyColumn::entry), list(KeyColumn::quoted),
				BackfillSql.table(backfill()), after.isEmpty() ? "" : " WHERE " + after, list(KeyColumn::quoted),
				backfill().batchSize()), (row) -> new Bound(row.getString(1), row.getLong(2)));
		if (found.isEmpty()) {
			return new Batch(null, 0, 0, 0);
		}
		Bound bound = found.get();
		boolean last = bound.rows() < backfill().batchSize();
		// What is inserted at the end from now on belongs to the last batch.
		String upTo = last ? "" : columns() + " <= " + values(bound.key());
		Updated updated = updateRange(after + ((after.isEmpty() || upTo.isEmpty()) ? "" : " AND ") + upTo);
		return new Batch(last ? null : bound.key(), bound.rows(), updated.rows(), updated.unfinished());
	}

	private String columns() {
		return row(KeyColumn::quoted);
	}

	private String values(String cursor) {
		return row((column) -> column.value(cursor));
	}

	private String row(Function<KeyColumn, String> part) {
		return (this.key.size() == 1) ? list(part) : "(" + list(part) + ")";
	}

	private String list(Function<KeyColumn, String> part) {
		return this.key.stream().map(part).collect(Collectors.joining(", "));
	}

	private record Bound(String key, long rows) {
	}

}
