package dev.migrate.dialect.postgresql.data;

import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;

/**
 * The SQL of a backfill.
 */
public final class BackfillSql {

	// A block of its own for each attempt: names that no column has, and columns first.
	private static final String SCRIPT = """
			DO %1$s
			#variable_conflict use_column
			DECLARE
				migrate_block bigint;
				migrate_blocks bigint;
				migrate_step bigint;
				migrate_updated bigint;
				migrate_unfinished bigint;
			BEGIN
				FOR migrate_pass IN 1..%2$d LOOP
					migrate_block := 0;
					LOOP
						%3$s
						INTO migrate_blocks, migrate_step;
						EXIT WHEN migrate_block >= migrate_blocks;
						WITH migrate_done AS (%4$s
							WHERE %5$s.ctid >= ('(' || migrate_block || ',0)')::tid
								AND %5$s.ctid < ('(' || least(migrate_block + migrate_step, 4294967295) || ',0)')::tid
								AND (%6$s) RETURNING (%6$s) AS migrate_left)
						SELECT count(*), count(*) FILTER (WHERE migrate_left) FROM migrate_done
						INTO migrate_updated, migrate_unfinished;
						IF migrate_unfinished > 0 THEN
							RAISE EXCEPTION '%% rows satisfy the condition of the backfill still after their update', migrate_unfinished;
						END IF;
						COMMIT;
						PERFORM pg_sleep(%7$s);
						migrate_block := migrate_block + migrate_step;
					END LOOP;
					PERFORM 1 WHERE EXISTS (SELECT FROM %8$s WHERE %6$s);
					IF NOT FOUND THEN
						RETURN;
					END IF;
				END LOOP;
				RAISE EXCEPTION 'rows that satisfy the condition of the backfill are inserted faster than they are updated';
			END
			%1$s""";

	private static final int PASSES = 10;

	private BackfillSql() {
	}

	/**
	 * Returns the update as it would be in one statement, which tells what a backfill
	 * does.
	 */
	public static String update(Backfill backfill) {
		String condition = backfill.condition();
		return assignments(backfill) + ((condition != null) ? " WHERE " + condition : "");
	}

	/**
	 * Returns an UPDATE without its condition.
	 */
	static String assignments(Backfill backfill) {
		return "UPDATE " + table(backfill)
				+ backfill.assignments()
					.entrySet()
					.stream()
					.map((column) -> PostgresqlIdentifiers.quote(column.getKey()) + " = " + column.getValue())
					.collect(Collectors.joining(", ", " SET ", ""));
	}

	static String table(Backfill backfill) {
		return PostgresqlIdentifiers.quote(backfill.table());
	}

	/**
	 * Returns a query for the number of pages of a table, the largest of its partitions,
	 * and the number of pages that hold as many rows as a batch has.
	 */
	static String pages(Backfill backfill) {
		return """
				WITH RECURSIVE migrate_part (part) AS (
					SELECT to_regclass(%s)::oid UNION SELECT inhrelid FROM pg_inherits JOIN migrate_part ON inhparent = part)
				SELECT max(pg_relation_size(part) / current_setting('block_size')::bigint),
					greatest(1, ceil(%s * coalesce(sum(relpages) / nullif(sum(greatest(reltuples, 0)), 0), 0.0125)))::bigint
				FROM migrate_part JOIN pg_class ON oid = part"""
			.formatted(PostgresqlLiterals.quote(table(backfill)), backfill.batchSize());
	}

	/**
	 * Returns a block that passes a table page by page. It keeps no cursor, which only a
	 * condition makes harmless.
	 */
	public static String script(Backfill backfill) {
		String condition = backfill.condition();
		if (condition == null) {
			throw new InvalidOperationException(
					"The backfill of '%s' updates all rows, and a script that is interrupted"
						.formatted(backfill.table()) + " could not tell which of them it has updated.",
					"Give it a condition with where(…) that no row satisfies once it is updated, or upgrade past this"
							+ " revision online and write the script from there.");
		}
		String tag = "$migrate$";
		for (int i = 1; update(backfill).contains(tag); i++) {
			tag = "$migrate" + i + "$";
		}
		String name = PostgresqlIdentifiers.quote(backfill.table().name());
		return SCRIPT.formatted(tag, PASSES, pages(backfill), assignments(backfill), name, condition, seconds(backfill),
				table(backfill));
	}

	private static String seconds(Backfill backfill) {
		double seconds = backfill.pause().toMillis() / 1000.0;
		Integer limit = backfill.rowsPerSecond();
		String pause = String.format(Locale.ROOT, "%.3f", seconds);
		return (limit != null) ? "greatest(%s, migrate_updated::float8 / %s)".formatted(pause, limit) : pause;
	}

}
