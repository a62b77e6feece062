package dev.migrate.runtime.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connection of the migration for what a revision written in Java does with it on its
 * own: each use is announced before it happens.
 */
public final class WatchedConnection extends AbstractDataSource {

	private final JdbcTemplate connection;

	private final Runnable beforeUse;

	private WatchedConnection(JdbcTemplate connection, Runnable beforeUse) {
		this.connection = connection;
		this.beforeUse = beforeUse;
	}

	public static JdbcTemplate of(JdbcTemplate connection, Runnable beforeUse) {
		return new JdbcTemplate(new WatchedConnection(connection, beforeUse));
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.beforeUse.run();
		return Objects.requireNonNull(this.connection.getDataSource()).getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

}
