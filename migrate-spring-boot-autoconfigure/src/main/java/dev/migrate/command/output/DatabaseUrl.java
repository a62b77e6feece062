package dev.migrate.command.output;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.text.Secrets;

/**
 * Names a database for people.
 */
public final class DatabaseUrl {

	private DatabaseUrl() {
	}

	/**
	 * Returns the JDBC URL of a database, without whatever may be a secret.
	 * @return the URL as far as it says where the database is
	 */
	public static String of(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			String url = connection.getMetaData().getURL();
			return (url != null) ? withoutSecrets(url) : connection.getMetaData().getDatabaseProductName();
		}
		catch (SQLException | RuntimeException ex) {
			return "an unknown database";
		}
	}

	public static String withoutSecrets(String url) {
		return Secrets.url(url);
	}

}
