package dev.migrate.testsupport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All that the schemas of a database consist of, as sorted lines to compare, object by
 * object: what {@code pg_dump --schema-only} would write, with owners and privileges, but
 * without a program that has to be installed. What belongs to an extension is left out.
 */
public final class CatalogText {

	private static final Predicate<String> NONE = (column) -> false;

	private CatalogText() {
	}

	public static List<String> of(TestDatabase database) {
		return of(database.connections());
	}

	public static List<String> of(DataSource dataSource) {
		return of(new JdbcTemplate(dataSource));
	}

	public static List<String> of(JdbcOperations jdbc) {
		return withMovedColumns(jdbc, NONE);
	}

	/**
	 * Reads what there is without the places of columns in their tables.
	 * @param jdbc the database
	 * @return the lines
	 */
	public static List<String> withoutOrderOfColumns(JdbcOperations jdbc) {
		return withMovedColumns(jdbc, NONE.negate());
	}

	/**
	 * Reads what there is without the places of some columns: a column that is dropped
	 * and added again is the last one. The order of the others counts.
	 * @param jdbc the database
	 * @param moved whether a column, such as {@code public.users.name}, may be anywhere
	 * @return the lines
	 */
	public static List<String> withMovedColumns(JdbcOperations jdbc, Predicate<String> moved) {
		ConnectionCallback<List<String>> read = (connection) -> read(connection, moved);
		List<String> lines = jdbc.execute(read);
		return (lines != null) ? lines : List.of();
	}

	/**
	 * Without a search path, the server writes every name with its schema. All statements
	 * travel at once: a driver that hears of another search path forgets what it has
	 * prepared, and the server plans these queries for longer than it runs them.
	 */
	private static List<String> read(Connection connection, Predicate<String> moved) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		List<String> lines = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(CatalogTextQueries.all(version))) {
			statement.execute();
			next(statement);
			try (ResultSet rows = next(statement)) {
				while (rows.next()) {
					lines.add(rows.getString(1));
				}
			}
			try (ResultSet rows = next(statement)) {
				while (rows.next()) {
					lines.add(order(rows.getString(1), (String[]) rows.getArray(2).getArray(), moved));
				}
			}
		}
		return lines.stream().sorted().toList();
	}

	private static ResultSet next(PreparedStatement statement) throws SQLException {
		statement.getMoreResults();
		return statement.getResultSet();
	}

	private static String order(String table, String[] columns, Predicate<String> moved) {
		return table + ": columns in the order "
				+ Stream.of(columns).filter((column) -> !moved.test(table + "." + column)).toList();
	}

}
