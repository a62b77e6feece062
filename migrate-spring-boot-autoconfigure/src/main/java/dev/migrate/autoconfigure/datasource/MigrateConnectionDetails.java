package dev.migrate.autoconfigure.datasource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * How Migrate connects to its database when that is not through the application's own
 * {@link javax.sql.DataSource}. A bean of this type replaces {@code migrate.url},
 * {@code migrate.user}, {@code migrate.password} and {@code migrate.driver-class-name}.
 */
public interface MigrateConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the JDBC URL.
	 * @return the URL, or {@code null} for the database of the application's own
	 * {@code DataSource}
	 */
	@Nullable String getJdbcUrl();

	/**
	 * Returns the login user.
	 * @return the user, or {@code null} for the one that the application's own
	 * {@code DataSource} uses
	 */
	@Nullable String getUsername();

	/**
	 * Returns the login password.
	 * @return the password, or {@code null} when there is none
	 */
	@Nullable String getPassword();

	/**
	 * Returns the name of the JDBC driver's class.
	 * @return the class name, by default what the URL tells, or {@code null} when the
	 * driver is to be found by the {@link java.sql.DriverManager}
	 */
	default @Nullable String getDriverClassName() {
		String url = getJdbcUrl();
		return (url != null && url.startsWith("jdbc")) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
	}

}
