package dev.migrate.test.database;

import java.sql.Connection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What works on one connection and leaves it open.
 */
final class SessionJdbc {

	private SessionJdbc() {
	}

	static JdbcTemplate of(Connection connection) {
		return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

}
