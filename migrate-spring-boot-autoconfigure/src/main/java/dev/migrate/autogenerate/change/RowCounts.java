package dev.migrate.autogenerate.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.autogenerate.rename.Renames;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.DataType;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts rows and values in the tables of a database, up to a limit, and gives up where
 * that takes long or somebody else has locked the table.
 */
public final class RowCounts {

	private static final int MOST = 100_000;

	private final JdbcOperations jdbc;

	private final ScratchSession session;

	private final Dialect dialect;

	private final Set<ObjectName> existing;

	private final Map<ObjectName, ObjectName> tables = new HashMap<>();

	private final Map<ColumnName, String> columns = new HashMap<>();

	/**
	 * Creates counts for a database.
	 * @param jdbc the database
	 * @param session what gives up on long queries
	 * @param dialect how names are written
	 * @param existing the tables that are there; others have no rows
	 * @param renames what has another name there than it is asked by
	 */
	public RowCounts(JdbcOperations jdbc, ScratchSession session, Dialect dialect, Set<ObjectName> existing,
			Renames renames) {
		this.jdbc = jdbc;
		this.session = session;
		this.dialect = dialect;
		this.existing = existing;
		renames.tables().forEach((from, to) -> this.tables.put(to, from));
		renames.columns()
			.forEach((column) -> this.columns.put(new ColumnName(column.table(), column.to()), column.from()));
	}

	/**
	 * Returns whether a table has more rows than a number.
	 * @param table the table
	 * @param rows the number
	 * @return {@code true} if it has more, or cannot be counted
	 */
	boolean exceeds(ObjectName table, long rows) {
		Count count = exists(table) ? count("SELECT 1 FROM " + quoted(table), rows + 1) : Count.ZERO;
		return !count.isKnown() || count.number() > rows;
	}

	/**
	 * Returns how many rows a table has.
	 * @param table the table
	 */
	Count rows(ObjectName table) {
		return exists(table) ? count("SELECT 1 FROM " + quoted(table)) : Count.ZERO;
	}

	private boolean exists(ObjectName table) {
		return this.existing.contains(this.tables.getOrDefault(table, table));
	}

	/**
	 * Returns how many values a column has.
	 * @param table the table
	 * @param column the column
	 */
	Count values(ObjectName table, String column) {
		return rows(table, quoted(table, column) + " IS NOT NULL");
	}

	/**
	 * Returns how many values of a column have to be converted to become values of
	 * another type.
	 */
	Count converted(ObjectName table, String column, DataType from, DataType to) {
		return this.dialect.conversions().isLossless(from, to) ? Count.ZERO : values(table, column);
	}

	/**
	 * Returns how many rows have no value in a column.
	 */
	Count nulls(ObjectName table, String column) {
		return rows(table, quoted(table, column) + " IS NULL");
	}

	/**
	 * Returns how many values of a column do not fit another type.
	 */
	Count unfit(ObjectName table, String column, DataType from, DataType to) {
		return this.dialect.conversions()
			.unfit(quoted(table, column), from, to)
			.map((condition) -> rows(table, condition))
			.orElse(Count.UNKNOWN);
	}

	/**
	 * Returns how many values of a column are none of an enum type.
	 */
	Count unfit(ObjectName table, String column, boolean array, EnumType type) {
		return rows(table, this.dialect.conversions().unfit(quoted(table, column), array, type));
	}

	/**
	 * Returns how many values of columns are in more rows than one.
	 */
	Count duplicates(ObjectName table, List<String> columns, boolean nullsNotDistinct) {
		return duplicates(table, columns.stream().map((column) -> quoted(table, column)).toList(), nullsNotDistinct,
				null);
	}

	/**
	 * Returns how many entries of an index are those of more rows than one. An expression
	 * is written with the new names of columns.
	 */
	Count duplicates(ObjectName table, Index index) {
		List<String> parts = index.parts()
			.stream()
			.map((part) -> (part.kind() == Index.Part.Kind.COLUMN) ? quoted(table, part.text())
					: "(" + part.text() + ")")
			.toList();
		return duplicates(table, parts, index.nullsNotDistinct(), index.where());
	}

	private Count duplicates(ObjectName table, List<String> values, boolean nullsNotDistinct, @Nullable String where) {
		String known = nullsNotDistinct ? "true"
				: values.stream().map((value) -> value + " IS NOT NULL").collect(Collectors.joining(" AND "));
		return count("SELECT 1 FROM %s WHERE %s AND (%s) GROUP BY %s HAVING count(*) > 1".formatted(quoted(table),
				known, (where != null) ? where : "true", String.join(", ", values)));
	}

	private Count rows(ObjectName table, String condition) {
		return count("SELECT 1 FROM %s WHERE %s".formatted(quoted(table), condition));
	}

	private Count count(String query) {
		return count(query, MOST + 1);
	}

	private Count count(String query, long limit) {
		String limited = "SELECT count(*) FROM (%s LIMIT %s) AS counted".formatted(query, limit);
		Optional<Long> count = this.session
			.attempt(() -> Objects.requireNonNull(this.jdbc.queryForObject(limited, Long.class)));
		return count.map(Count::new).orElse(Count.UNKNOWN);
	}

	/**
	 * Returns a name as SQL has it.
	 */
	String sql(ObjectName name) {
		return this.dialect.quote(name);
	}

	private String quoted(ObjectName table) {
		return this.dialect.quote(this.tables.getOrDefault(table, table));
	}

	private String quoted(ObjectName table, String column) {
		String former = this.columns.getOrDefault(new ColumnName(table, column), column);
		return this.dialect.quote(new ObjectName(null, former));
	}

	/**
	 * A number of something.
	 *
	 * @param number the number, or -1 if it is not known
	 */
	record Count(long number) {

		static final Count UNKNOWN = new Count(-1);

		static final Count ZERO = new Count(0);

		boolean isZero() {
			return this.number == 0;
		}

		boolean isKnown() {
			return this.number >= 0;
		}

		/**
		 * Returns the number with its noun, such as {@code 12 rows}.
		 */
		String of(String noun) {
			if (!isKnown()) {
				return "an unknown number of " + noun + "s";
			}
			return (this.number > MOST) ? "more than " + Counts.grouped(MOST, noun) : Counts.grouped(this.number, noun);
		}

	}

}
