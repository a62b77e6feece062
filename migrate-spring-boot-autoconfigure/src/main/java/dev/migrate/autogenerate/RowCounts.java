package dev.migrate.autogenerate;

import java.util.Objects;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts what is in the tables of a database, up to a number that nobody waits long for.
 */
final class RowCounts {

	private static final int MOST = 100_000;

	private final JdbcOperations jdbc;

	private final Dialect dialect;

	RowCounts(JdbcOperations jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
	}

	/**
	 * Returns how many rows a table has.
	 * @param table the table
	 * @return a text such as {@code 12 rows}, empty if there are none
	 */
	String rows(ObjectName table) {
		return text(count("SELECT 1 FROM " + this.dialect.quote(table)), "row");
	}

	/**
	 * Returns how many values a column has.
	 * @param table the table
	 * @param column the column
	 * @return a text such as {@code 12 values}, empty if there are none
	 */
	String values(ObjectName table, String column) {
		return text(count("SELECT 1 FROM %s WHERE %s IS NOT NULL".formatted(this.dialect.quote(table),
				this.dialect.quote(new ObjectName(null, column)))), "value");
	}

	private long count(String query) {
		return Objects.requireNonNull(this.jdbc
			.queryForObject("SELECT count(*) FROM (%s LIMIT %d) AS counted".formatted(query, MOST + 1), Long.class));
	}

	private static String text(long count, String what) {
		if (count == 0) {
			return "";
		}
		return (count > MOST) ? "more than %,d %ss".formatted(MOST, what)
				: "%,d %s".formatted(count, (count == 1) ? what : what + "s");
	}

}
