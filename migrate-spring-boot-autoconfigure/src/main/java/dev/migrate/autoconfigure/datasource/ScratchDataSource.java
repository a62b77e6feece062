package dev.migrate.autoconfigure.datasource;

import java.sql.DriverManager;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Connects to the database that the wanted schema is tried out in.
 */
public final class ScratchDataSource {

	private ScratchDataSource() {
	}

	/**
	 * Returns the database with a URL.
	 * @return the database, or {@code null} if there is no URL
	 * @throws MigrateConfigurationException if no driver accepts the URL
	 */
	public static @Nullable DataSource of(@Nullable String url, @Nullable String username, @Nullable String password) {
		if (!StringUtils.hasText(url)) {
			return null;
		}
		SimpleDriverDataSource dataSource = new SimpleDriverDataSource();
		try {
			dataSource.setDriver(DriverManager.getDriver(url));
		}
		catch (SQLException ex) {
			throw MigrateConfigurationException.invalidScratchUrl();
		}
		dataSource.setUrl(url);
		dataSource.setUsername(username);
		dataSource.setPassword(password);
		return dataSource;
	}

}
