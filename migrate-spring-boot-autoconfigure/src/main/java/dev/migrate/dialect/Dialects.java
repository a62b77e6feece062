package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

import dev.migrate.dialect.postgresql.PostgresqlDialect;

/**
 * Chooses the dialect of a database.
 */
public final class Dialects {

	private static final Pattern POSTGRESQL_NAME = Pattern.compile("(?i)postgresql(:\\d+)?");

	// A driver that wraps another one puts its own name in between.
	private static final Pattern POSTGRESQL_URL = Pattern.compile("(?i)jdbc:([\\w-]+:)*postgresql:.*", Pattern.DOTALL);

	private static final Pattern URL_PREFIX = Pattern.compile("(?i)(jdbc:[\\w-]*).*", Pattern.DOTALL);

	private Dialects() {
	}

	/**
	 * Returns the dialect of the database that a connection leads to. Asks the driver
	 * only; every version of a database has the same dialect.
	 * @param connection the connection
	 * @return the dialect
	 * @throws SQLException if the connection is closed
	 * @throws UnsupportedDatabaseException if there is no dialect for the database
	 */
	public static Dialect of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		if (product.equals("PostgreSQL")) {
			return new PostgresqlDialect();
		}
		throw new UnsupportedDatabaseException(product);
	}

	/**
	 * Returns the dialect of a database without a connection to it.
	 * @param name a name such as {@code postgresql}, with a version if so wanted
	 * ({@code postgresql:16}), or a JDBC URL; every version has the same dialect
	 * @return the dialect
	 * @throws UnknownDialectException if there is none of that name
	 */
	public static Dialect of(String name) {
		String trimmed = name.strip();
		if (POSTGRESQL_NAME.matcher(trimmed).matches() || POSTGRESQL_URL.matcher(trimmed).matches()) {
			return new PostgresqlDialect();
		}
		// The rest of a URL may hold a password.
		throw new UnknownDialectException(URL_PREFIX.matcher(trimmed).replaceFirst("$1"));
	}

}
