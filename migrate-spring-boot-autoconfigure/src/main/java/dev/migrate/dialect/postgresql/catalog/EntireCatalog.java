package dev.migrate.dialect.postgresql.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.database.DatabaseCatalog;
import org.postgresql.PGStatement;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads all that the schemas of a database consist of: what {@code pg_dump --schema-only}
 * would write, with owners and privileges, but without a program that has to be
 * installed. What belongs to an extension is left out.
 */
public final class EntireCatalog {

	private EntireCatalog() {
	}

	public static DatabaseCatalog read(JdbcOperations jdbc) {
		return read(jdbc, false);
	}

	/**
	 * Reads the same without what belongs to an installation: owners, privileges,
	 * tablespaces, publications, foreign servers, languages and the versions of
	 * extensions.
	 */
	public static DatabaseCatalog readPortable(JdbcOperations jdbc) {
		return read(jdbc, true);
	}

	private static DatabaseCatalog read(JdbcOperations jdbc, boolean portable) {
		ConnectionCallback<DatabaseCatalog> read = (connection) -> read(connection, portable);
		return Objects.requireNonNull(jdbc.execute(read));
	}

	/**
	 * Without a search path, the server writes every name with its schema. All statements
	 * travel at once: a driver that hears of another search path forgets what it has
	 * prepared, and the server plans these queries for longer than it runs them.
	 */
	private static DatabaseCatalog read(Connection connection, boolean portable) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		List<String> objects = new ArrayList<>();
		Map<String, List<String>> columns = new HashMap<>();
		boolean further;
		try (PreparedStatement statement = prepare(connection, EntireCatalogQueries.all(version, portable))) {
			addLines(statement, objects);
			try (ResultSet rows = next(statement)) {
				while (rows.next()) {
					columns.put(rows.getString(1), List.of((String[]) rows.getArray(2).getArray()));
				}
			}
			try (ResultSet rows = next(statement)) {
				further = rows.next() && rows.getBoolean(1);
			}
		}
		if (further) {
			try (PreparedStatement statement = prepare(connection, EntireCatalogQueries.further(portable))) {
				addLines(statement, objects);
			}
		}
		return new DatabaseCatalog(objects, columns);
	}

	private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		if (statement.isWrapperFor(PGStatement.class)) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(1);
		}
		return statement;
	}

	private static void addLines(PreparedStatement statement, List<String> lines) throws SQLException {
		statement.execute();
		next(statement);
		try (ResultSet rows = next(statement)) {
			while (rows.next()) {
				lines.add(rows.getString(1));
			}
		}
	}

	private static ResultSet next(PreparedStatement statement) throws SQLException {
		statement.getMoreResults();
		return statement.getResultSet();
	}

}
