package dev.migrate.autogenerate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts what is in the tables of a database, up to a number that nobody waits long for.
 * What cannot be counted soon, because there is too much of it or somebody else has
 * locked it, is not counted.
 */
final class RowCounts {

	private static final int MOST = 100_000;

	private final JdbcOperations jdbc;

	private final ScratchSession session;

	private final Dialect dialect;

	RowCounts(JdbcOperations jdbc, ScratchSession session, Dialect dialect) {
		this.jdbc = jdbc;
		this.session = session;
		this.dialect = dialect;
	}

	/**
	 * Returns how many rows a table has.
	 * @param table the table
	 */
	Count rows(ObjectName table) {
		return count("SELECT 1 FROM " + this.dialect.quote(table));
	}

	/**
	 * Returns how many values a column has.
	 * @param table the table
	 * @param column the column
	 */
	Count values(ObjectName table, String column) {
		return rows(table, quote(column) + " IS NOT NULL");
	}

	/**
	 * Returns how many rows have no value in a column.
	 */
	Count nulls(ObjectName table, String column) {
		return rows(table, quote(column) + " IS NULL");
	}

	/**
	 * Returns how many values of a column another type does not have.
	 */
	Count misfits(ObjectName table, String column, DataType from, DataType to) {
		String condition = Misfits.condition(quote(column), from, to);
		return (condition != null) ? rows(table, condition) : Count.UNKNOWN;
	}

	/**
	 * Returns how many values of columns are in more rows than one.
	 */
	Count duplicates(ObjectName table, List<String> columns, boolean nullsNotDistinct) {
		return duplicates(table, columns.stream().map(this::quote).toList(), nullsNotDistinct, null);
	}

	/**
	 * Returns how many entries of an index are those of more rows than one.
	 */
	Count duplicates(ObjectName table, Index index) {
		List<String> parts = index.parts()
			.stream()
			.map((part) -> (part.kind() == Index.Part.Kind.COLUMN) ? quote(part.text()) : "(" + part.text() + ")")
			.toList();
		return duplicates(table, parts, index.nullsNotDistinct(), index.where());
	}

	private Count duplicates(ObjectName table, List<String> values, boolean nullsNotDistinct, @Nullable String where) {
		String known = nullsNotDistinct ? "true"
				: values.stream().map((value) -> value + " IS NOT NULL").collect(Collectors.joining(" AND "));
		return count("SELECT 1 FROM %s WHERE %s AND (%s) GROUP BY %s HAVING count(*) > 1"
			.formatted(this.dialect.quote(table), known, (where != null) ? where : "true", String.join(", ", values)));
	}

	private Count rows(ObjectName table, String condition) {
		return count("SELECT 1 FROM %s WHERE %s".formatted(this.dialect.quote(table), condition));
	}

	private Count count(String query) {
		String limited = "SELECT count(*) FROM (%s LIMIT %d) AS counted".formatted(query, MOST + 1);
		Optional<Long> count = this.session
			.attempt(() -> Objects.requireNonNull(this.jdbc.queryForObject(limited, Long.class)));
		return count.map(Count::new).orElse(Count.UNKNOWN);
	}

	private String quote(String column) {
		return this.dialect.quote(new ObjectName(null, column));
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
			return (this.number > MOST) ? "more than %,d %ss".formatted(MOST, noun)
					: "%,d %s%s".formatted(this.number, noun, (this.number == 1) ? "" : "s");
		}

	}

}
