package dev.migrate.runtime;

import java.sql.Connection;

import dev.migrate.operations.InvalidOperationException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * What a migration gets in place of a connection while it is written down as a script.
 */
final class NoConnection extends AbstractDataSource {

	private NoConnection() {
	}

	/**
	 * Returns operations that can be handed around, but not used.
	 * @return the operations
	 */
	static JdbcTemplate jdbc() {
		return new JdbcTemplate(new NoConnection());
	}

	static InvalidOperationException exception() {
		return new InvalidOperationException(
				"It reads or writes rows over JDBC, but there is no connection while a script is written.",
				"Do it in SQL with op.execute(…), which runs where the data is, or upgrade past this revision online"
						+ " and write the script from there.");
	}

	@Override
	public Connection getConnection() {
		throw exception();
	}

	@Override
	public Connection getConnection(String username, String password) {
		throw exception();
	}

}
