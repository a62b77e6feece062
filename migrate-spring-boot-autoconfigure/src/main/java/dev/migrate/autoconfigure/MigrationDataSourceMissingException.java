package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;

/**
 * There is no {@link javax.sql.DataSource} to migrate.
 */
public class MigrationDataSourceMissingException extends MigrateException {

	MigrationDataSourceMissingException() {
		super("There is no DataSource bean to migrate, and no migrate.url.",
				"Set migrate.url (with migrate.user and migrate.password), or spring.datasource.url,"
						+ " or define a DataSource bean. To start without migrating, set migrate.enabled=false.");
	}

}
