package dev.migrate.autogenerate.scratch;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.autogenerate.ComparisonFailedException;

/**
 * A connection to the database that a model is tried out in when that is another one than
 * the model is compared with. Whatever happens there is rolled back.
 */
public final class ScratchConnection implements AutoCloseable {

	private final Connection connection;

	private final boolean autoCommit;

	private ScratchConnection(Connection connection) throws SQLException {
		this.connection = connection;
		this.autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
	}

	public static ScratchConnection to(DataSource dataSource) throws SQLException {
		try {
			return new ScratchConnection(dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw ComparisonFailedException.scratchDatabase(ex);
		}
	}

	/**
	 * Opens the session in which names mean what they mean in another one.
	 */
	public DatabaseSession open(DatabaseSession live) throws SQLException {
		DatabaseSession session = DatabaseSession.of("the scratch database", this.connection);
		session.scratch().open(live.scratch().searchPath());
		return session;
	}

	@Override
	public void close() throws SQLException {
		try (this.connection) {
			this.connection.rollback();
			this.connection.setAutoCommit(this.autoCommit);
		}
	}

}
