package dev.migrate.autogenerate.scratch;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A connection to one of the databases of a comparison.
 *
 * @param name how messages call the database
 * @param product the name that its driver gives
 * @param majorVersion its major version
 * @param dialect its dialect
 * @param jdbc what runs statements
 * @param inspector what reads its catalog
 * @param scratch what creates things for a while
 */
public record DatabaseSession(String name, String product, int majorVersion, Dialect dialect, JdbcTemplate jdbc,
		Inspector inspector, ScratchSession scratch) {

	public static DatabaseSession of(String name, Connection connection) throws SQLException {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Dialect dialect = Dialects.of(connection);
		return new DatabaseSession(name, connection.getMetaData().getDatabaseProductName(),
				connection.getMetaData().getDatabaseMajorVersion(), dialect, jdbc, dialect.inspector(jdbc),
				dialect.scratch(jdbc));
	}

}
