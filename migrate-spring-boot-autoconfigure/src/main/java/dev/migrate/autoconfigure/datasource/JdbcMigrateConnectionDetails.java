package dev.migrate.autoconfigure.datasource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * {@link MigrateConnectionDetails} that are those of a JDBC service.
 */
public class JdbcMigrateConnectionDetails implements ServiceMigrateConnectionDetails {

	private final JdbcConnectionDetails jdbc;

	JdbcMigrateConnectionDetails(JdbcConnectionDetails jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String getJdbcUrl() {
		return this.jdbc.getJdbcUrl();
	}

	@Override
	public @Nullable String getUsername() {
		return this.jdbc.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.jdbc.getPassword();
	}

	@Override
	public String getDriverClassName() {
		return this.jdbc.getDriverClassName();
	}

}
