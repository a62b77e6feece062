package dev.migrate.command.output;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

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
			return withoutSecrets((url != null) ? url : connection.getMetaData().getDatabaseProductName());
		}
		catch (SQLException ex) {
			return "an unknown database";
		}
	}

	public static String withoutSecrets(String url) {
		return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
	}

}
