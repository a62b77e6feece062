package dev.migrate.dialect.postgresql.data;

import java.util.Set;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.operations.operation.Backfill;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Batches of as many pages as hold the rows of a batch, for a table without a key.
 */
final class PagedBatches extends AbstractBatches {

	private static final String PAGE = "page";

	private static final long MOST_PAGES = 0xFFFFFFFFL;

	PagedBatches(JdbcOperations jdbc, Backfill backfill, long estimatedRows) {
		super(jdbc, backfill, estimatedRows);
	}

	@Override
	public Set<String> cursorKeys() {
		return Set.of(PAGE);
	}

	@Override
	public boolean revisits() {
		return true;
	}

	@Override
	public Batch update(@Nullable String cursor) {
		long page = (cursor == null) ? 0
				: query("SELECT (" + PostgresqlLiterals.quote(cursor) + "::jsonb ->> '" + PAGE + "')::bigint",
						(row) -> row.getLong(1));
		Pages pages = query(BackfillSql.pages(backfill()), (row) -> new Pages(row.getLong(1), row.getLong(2)));
		if (page >= pages.all()) {
			return new Batch(null, 0, 0, 0);
		}
		long next = Math.min(page + pages.ofBatch(), MOST_PAGES);
		String ctid = PostgresqlIdentifiers.quote(backfill().table().name()) + ".ctid";
		Updated updated = updateRange("%s >= '(%s,0)' AND %s < '(%s,0)'".formatted(ctid, page, ctid, next));
		long rows = Math.max(updated.rows(), Math.min(backfill().batchSize(), estimatedRows()));
		return new Batch("{\"" + PAGE + "\": " + next + "}", rows, updated.rows(), updated.unfinished());
	}

	private record Pages(long all, long ofBatch) {
	}

}
