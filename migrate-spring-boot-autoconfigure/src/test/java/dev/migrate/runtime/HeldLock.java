package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.TableNames;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The migration lock of a database, held by another session until closed.
 */
public final class HeldLock implements AutoCloseable {

	private final Connection connection;

	private final JdbcTemplate jdbc;

	private HeldLock(Connection connection) {
		this.connection = connection;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	static HeldLock take(TestDatabase database) throws SQLException {
		return take(database, null);
	}

	public static HeldLock take(TestDatabase database, @Nullable String schema) throws SQLException {
		HeldLock lock = new HeldLock(database.newConnections().getConnection());
		var dialect = Dialects.of(lock.connection);
		MigrationSession session = dialect.session(lock.jdbc,
				dialect.findTables(lock.jdbc, new TableNames(schema, "migrate_version", "migrate_history")),
				SessionSettings.defaults(), LockMode.ADVISORY);
		if (!session.advisoryLock().tryLock()) {
			throw new IllegalStateException("Somebody has the lock");
		}
		return lock;
	}

	public int pid() {
		Integer pid = this.jdbc.queryForObject("SELECT pg_backend_pid()", Integer.class);
		return (pid != null) ? pid : 0;
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
