package dev.migrate.dialect.postgresql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.DialectProvider;
import org.jspecify.annotations.Nullable;

/**
 * Creates the dialects of PostgreSQL.
 */
public final class PostgresqlDialectProvider implements DialectProvider {

	@Override
	public String name() {
		return "postgresql";
	}

	@Override
	public Dialect dialect(@Nullable Integer version) {
		return (version != null) ? PostgresqlDialect.of(version) : PostgresqlDialect.newest();
	}

	@Override
	public Optional<Dialect> find(DatabaseMetaData database) throws SQLException {
		return database.getDatabaseProductName().equals(PostgresqlDialect.NAME)
				? Optional.of(dialect(database.getDatabaseMajorVersion())) : Optional.empty();
	}

}
