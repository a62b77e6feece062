package dev.migrate.autoconfigure.datasource;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * What connects as a data source does, without the pool that it may be.
 */
public final class DirectDataSource {

	private DirectDataSource() {
	}

	/**
	 * Returns the direct data source of another one.
	 * @return the data source with its URL, user and password, or {@code null} if that
	 * cannot be told
	 */
	public static @Nullable SimpleDriverDataSource of(DataSource dataSource) {
		try {
			return DataSourceBuilder.derivedFrom(DataSourceUnwrapper.unwrapRoot(dataSource))
				.type(SimpleDriverDataSource.class)
				.build();
		}
		catch (RuntimeException ex) {
			// A kind of data source that does not tell
			return null;
		}
	}

}
