package dev.migrate.dialect.h2;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.DialectProvider;
import org.jspecify.annotations.Nullable;

/**
 * Creates the dialect of H2, which is the same for all supported versions.
 */
public final class H2DialectProvider implements DialectProvider {

	private static final int OLDEST = 2;

	@Override
	public String name() {
		return "h2";
	}

	@Override
	public Dialect dialect(@Nullable Integer version) {
		return new H2Dialect();
	}

	@Override
	public Optional<Dialect> find(DatabaseMetaData database) throws SQLException {
		return database.getDatabaseProductName().equals(H2Dialect.NAME) && database.getDatabaseMajorVersion() >= OLDEST
				? Optional.of(new H2Dialect()) : Optional.empty();
	}

}
