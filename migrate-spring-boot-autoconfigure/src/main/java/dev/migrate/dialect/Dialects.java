package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.h2.H2Dialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;

/**
 * Chooses the dialect of a database.
 */
public final class Dialects {

	private static final Pattern POSTGRESQL_NAME = Pattern.compile("(?i)postgresql(?::(\\d{1,3}))?");

	// A driver that wraps another one puts its own name in between.
	private static final Pattern POSTGRESQL_URL = Pattern.compile("(?i)jdbc:([\\w-]+:)*postgresql:.*", Pattern.DOTALL);

	private static final Pattern H2 = Pattern.compile("(?i)h2|jdbc:([\\w-]+:)*h2:.*", Pattern.DOTALL);

	private static final Pattern URL_PREFIX = Pattern.compile("(?i)(jdbc:[\\w-]*).*", Pattern.DOTALL);

	private Dialects() {
	}

	/**
	 * Returns the dialect of the database that a connection leads to. Asks the driver
	 * only. A version that is newer than the newest known one counts as that.
	 * @param connection the connection
	 * @return the dialect
	 * @throws SQLException if the connection is closed
	 * @throws UnsupportedDatabaseException if there is no dialect for the database
	 */
	public static Dialect of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		if (product.equals("PostgreSQL")) {
			return PostgresqlDialect.of(connection.getMetaData().getDatabaseMajorVersion());
		}
		if (product.equals("H2") && connection.getMetaData().getDatabaseMajorVersion() >= H2Dialect.OLDEST) {
			return new H2Dialect();
		}
		throw new UnsupportedDatabaseException(
				product.equals("H2") ? "H2 " + connection.getMetaData().getDatabaseMajorVersion() : product);
	}

	/**
	 * Returns the dialect of a database without a connection to it.
	 * @param name a name such as {@code postgresql}, with a version if so wanted
	 * ({@code postgresql:16}), {@code h2}, or a JDBC URL; without a version, the newest
	 * is meant
	 * @return the dialect
	 * @throws UnknownDialectException if there is none of that name
	 */
	public static Dialect of(String name) {
		String trimmed = name.strip();
		Matcher postgresql = POSTGRESQL_NAME.matcher(trimmed);
		if (postgresql.matches()) {
			return (postgresql.group(1) != null) ? PostgresqlDialect.of(Integer.parseInt(postgresql.group(1)))
					: PostgresqlDialect.newest();
		}
		if (POSTGRESQL_URL.matcher(trimmed).matches()) {
			return PostgresqlDialect.newest();
		}
		if (H2.matcher(trimmed).matches()) {
			return new H2Dialect();
		}
		// The rest of a URL may hold a password.
		throw new UnknownDialectException(URL_PREFIX.matcher(trimmed).replaceFirst("$1"));
	}

}
