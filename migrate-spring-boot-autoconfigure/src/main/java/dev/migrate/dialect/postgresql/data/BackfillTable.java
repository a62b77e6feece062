package dev.migrate.dialect.postgresql.data;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.migrate.dialect.BatchedUpdate;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What there is to know of a table before its rows are updated in batches.
 *
 * @param rows how many rows it has, about
 * @param key the columns in whose order it is passed, none if page by page
 */
public record BackfillTable(long rows, List<KeyColumn> key) {

	private static final String TABLE = """
			WITH RECURSIVE part (part) AS (
				SELECT to_regclass(?)::oid UNION SELECT inhrelid FROM pg_inherits JOIN part ON inhparent = part)
			SELECT (SELECT relkind FROM pg_class WHERE oid = to_regclass(?)) AS kind,
				(SELECT coalesce(sum(greatest(reltuples, 0)), 0)::bigint FROM part JOIN pg_class ON oid = part) AS rows""";

	private static final String KEY = """
			SELECT indisunique AND indisvalid AND indpred IS NULL AND indexprs IS NULL AND amname = 'btree'
					AND (SELECT bool_and(opcdefault) FROM pg_opclass WHERE oid = ANY (indclass)) AND NOT EXISTS (
						SELECT FROM generate_series(0, indnkeyatts - 1) AS n JOIN pg_attribute
							ON attrelid = indrelid AND attnum = indkey[n]
						WHERE NOT attnotnull OR attcollation <> indcollation[n]) AS usable,
				ARRAY(SELECT attname::text FROM generate_series(0, indnkeyatts - 1) AS n JOIN pg_attribute
					ON attrelid = indrelid AND attnum = indkey[n] ORDER BY n) AS columns,
				ARRAY(SELECT format_type(atttypid, atttypmod) FROM generate_series(0, indnkeyatts - 1) AS n JOIN pg_attribute
					ON attrelid = indrelid AND attnum = indkey[n] ORDER BY n) AS types,
				ARRAY(SELECT atttypid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
					FROM generate_series(0, indnkeyatts - 1) AS n JOIN pg_attribute
					ON attrelid = indrelid AND attnum = indkey[n] ORDER BY n) AS temporal
			FROM pg_index JOIN pg_class ON oid = indexrelid JOIN pg_am ON pg_am.oid = relam
			WHERE indrelid = to_regclass(?) AND CASE WHEN ?::text IS NULL THEN indisprimary ELSE relname = ? END""";

	/**
	 * Reads what there is to know.
	 * @throws InvalidOperationException if the table cannot be passed as is asked for
	 */
	public static BackfillTable read(JdbcOperations jdbc, Backfill backfill) {
		String table = BackfillSql.table(backfill);
		List<Key> keys = jdbc.query(KEY, (row, number) -> key(row), table, backfill.index(), backfill.index());
		return Objects.requireNonNull(jdbc.queryForObject(TABLE, (row, number) -> {
			requireTable(backfill, row.getString("kind"));
			return new BackfillTable(row.getLong("rows"), usable(backfill, keys));
		}, table, table));
	}

	private static Key key(ResultSet row) throws SQLException {
		String[] columns = strings(row.getArray("columns"));
		String[] types = strings(row.getArray("types"));
		Boolean[] temporal = (Boolean[]) row.getArray("temporal").getArray();
		List<KeyColumn> key = new ArrayList<>();
		for (int i = 0; i < columns.length; i++) {
			key.add(new KeyColumn(columns[i], types[i], temporal[i]));
		}
		return new Key(row.getBoolean("usable"), key);
	}

	private static String[] strings(Array array) throws SQLException {
		return (String[]) array.getArray();
	}

	private static void requireTable(Backfill backfill, @Nullable String kind) {
		if (kind == null) {
			throw new InvalidOperationException("There is no table '%s' to backfill.".formatted(backfill.table()),
					"Create it in an earlier revision, or name its schema.");
		}
		if (!kind.equals("r") && !kind.equals("p")) {
			throw new InvalidOperationException("'%s' is no table that can be backfilled.".formatted(backfill.table()),
					"Name the table that the rows are in.");
		}
	}

	private static List<KeyColumn> usable(Backfill backfill, List<Key> keys) {
		String index = backfill.index();
		List<KeyColumn> key = keys.stream().filter(Key::usable).map(Key::columns).findFirst().orElse(List.of());
		if (index != null && key.isEmpty()) {
			throw new InvalidOperationException(
					"Index '%s' cannot give the order of the backfill of '%s': %s.".formatted(index, backfill.table(),
							keys.isEmpty() ? "the table has no such index"
									: "it is not a valid unique index over all rows and over columns that are not null,"
											+ " in their own collation and default operator class"),
					"Name such an index, or leave byIndex(…) away.");
		}
		if (key.isEmpty() && backfill.condition() == null) {
			throw new InvalidOperationException(
					"Table '%s' has no primary key, so that rows that are updated cannot be told from others."
						.formatted(backfill.table()),
					"Name a unique index over columns that are not null with byIndex(…), or give a condition with"
							+ " where(…) that no row satisfies once it is updated.");
		}
		if (backfill.condition() == null
				&& key.stream().anyMatch((column) -> backfill.assignments().containsKey(column.name()))) {
			throw new InvalidOperationException(
					"The backfill of '%s' sets a column of the key whose order it follows, and could meet a row twice."
						.formatted(backfill.table()),
					"Give a condition with where(…) that no row satisfies once it is updated, or follow another index"
							+ " with byIndex(…).");
		}
		return key;
	}

	public BatchedUpdate batches(JdbcOperations jdbc, Backfill backfill) {
		return this.key.isEmpty() ? new PagedBatches(jdbc, backfill, this.rows)
				: new KeyedBatches(jdbc, backfill, this.key, this.rows);
	}

	/**
	 * A column of a key.
	 *
	 * @param name the name
	 * @param type the type as SQL
	 * @param temporal whether its text depends on settings of the session
	 */
	record KeyColumn(String name, String type, boolean temporal) {

		String quoted() {
			return PostgresqlIdentifiers.quote(this.name);
		}

		/**
		 * Returns an entry of a cursor.
		 */
		String entry() {
			return PostgresqlLiterals.quote(this.name) + ", "
					+ (this.temporal ? "to_jsonb(" + quoted() + ")" : quoted() + "::text");
		}

		/**
		 * Returns the value of an entry.
		 */
		String value(String cursor) {
			return "(" + PostgresqlLiterals.quote(cursor) + "::jsonb ->> " + PostgresqlLiterals.quote(this.name) + ")::"
					+ this.type;
		}

	}

	private record Key(boolean usable, List<KeyColumn> columns) {
	}

}
