package dev.migrate.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.database.DatabaseLogin;
import dev.migrate.runtime.baseline.BaselineException;
import dev.migrate.runtime.baseline.TemporaryDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The server on which both histories are built.
 */
public final class ScratchServer {

	private final Dialect dialect;

	private final DatabaseLogin login;

	private final String schema;

	private final boolean ofApplication;

	private ScratchServer(Dialect dialect, DatabaseLogin login, String schema, boolean ofApplication) {
		this.ofApplication = ofApplication;
		this.dialect = dialect;
		this.login = login;
		this.schema = schema;
	}

	/**
	 * Finds a server where the role may create databases: that of the application's
	 * database, or that of the database in which models are tried out.
	 * @param database the application's database, which is only asked about itself
	 * @param direct what connects as it does, or {@code null} if that cannot be told
	 * @param scratch what connects to the other database, or {@code null} if there is
	 * none
	 * @throws AdoptException if the role may not create databases on either
	 */
	public static ScratchServer find(DataSource database, @Nullable SimpleDriverDataSource direct,
			@Nullable SimpleDriverDataSource scratch) {
		try (Connection connection = database.getConnection()) {
			Dialect dialect = Dialects.of(connection);
			String schema = dialect.inspector(new JdbcTemplate(new SingleConnectionDataSource(connection, true)))
				.currentSchema();
			String role = null;
			if (scratch != null) {
				try (Connection other = scratch.getConnection()) {
					DatabaseLogin login = TemporaryDatabase.login(scratch, other, scratch, dialect);
					role = TemporaryDatabase.roleWithoutRight(dialect, login);
					if (role == null) {
						return new ScratchServer(dialect, login, schema, false);
					}
				}
			}
			DatabaseLogin login = TemporaryDatabase.login(database, connection, direct, dialect);
			role = TemporaryDatabase.roleWithoutRight(dialect, login);
			if (role != null) {
				throw AdoptException.noScratchDatabase(role);
			}
			return new ScratchServer(dialect, login, schema, true);
		}
		catch (BaselineException ex) {
			throw AdoptException.unreachable(ex.getProblem(), ex);
		}
		catch (SQLException ex) {
			throw AdoptException.unreachable(ex);
		}
	}

	/**
	 * Returns whether the application's database is on the same server.
	 */
	public boolean isOfApplication() {
		return this.ofApplication;
	}

	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Creates an empty database with the default schema of the application's one.
	 * @param schemas further schemas that it must have
	 * @return the database, which must be closed
	 */
	public TemporaryDatabase create(Collection<String> schemas) {
		Set<String> all = new LinkedHashSet<>(schemas);
		all.add(this.schema);
		try {
			return TemporaryDatabase.create(this.dialect, this.login, all);
		}
		catch (BaselineException ex) {
			throw AdoptException.unreachable(ex.getProblem(), ex);
		}
	}

}
