package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.dialect.postgresql.PostgresqlDialect;

/**
 * Chooses the dialect of a connection.
 */
public final class Dialects {

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

}
