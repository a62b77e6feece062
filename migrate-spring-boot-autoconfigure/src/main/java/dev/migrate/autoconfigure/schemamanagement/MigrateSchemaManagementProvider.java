package dev.migrate.autoconfigure.schemamanagement;

import java.sql.DatabaseMetaData;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * {@link SchemaManagementProvider} for the databases of the {@link Migrator migrators},
 * whatever {@link DataSource} leads to them.
 */
public class MigrateSchemaManagementProvider implements SchemaManagementProvider {

	private final ObjectProvider<Migrator> migrators;

	public MigrateSchemaManagementProvider(ObjectProvider<Migrator> migrators) {
		this.migrators = migrators;
	}

	@Override
	public SchemaManagement getSchemaManagement(DataSource dataSource) {
		return migrated().anyMatch((migrated) -> isSameDatabase(migrated, dataSource)) ? SchemaManagement.MANAGED
				: SchemaManagement.UNMANAGED;
	}

	private Stream<DataSource> migrated() {
		return this.migrators.stream().map(Migrator::dataSource);
	}

	private static boolean isSameDatabase(DataSource one, DataSource other) {
		if (DataSourceUnwrapper.unwrapRoot(one).equals(DataSourceUnwrapper.unwrapRoot(other))) {
			return true;
		}
		String url = url(one);
		return url != null && url.equals(url(other));
	}

	private static @Nullable String url(DataSource dataSource) {
		try {
			return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
		}
		catch (MetaDataAccessException ex) {
			return null;
		}
	}

}
