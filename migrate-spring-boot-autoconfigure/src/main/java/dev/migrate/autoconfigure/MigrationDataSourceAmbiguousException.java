package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * There is no single {@link javax.sql.DataSource}, or {@link MigrateConnectionDetails},
 * by default and nothing says which one leads to the database to migrate.
 */
public class MigrationDataSourceAmbiguousException extends MigrateException {

	private final List<String> beanNames;

	MigrationDataSourceAmbiguousException(String choice, List<String> beanNames) {
		super("It is not clear which " + choice + ": " + String.join(", ", beanNames) + ".",
				"Annotate the DataSource to migrate with @MigrateDataSource, or one of them with @Primary, or set"
						+ " migrate.url." + " To migrate several databases, define a Migrator bean for each of them.");
		this.beanNames = List.copyOf(beanNames);
	}

	/**
	 * Returns the names of the candidates.
	 * @return the bean names
	 */
	public List<String> getBeanNames() {
		return this.beanNames;
	}

}
