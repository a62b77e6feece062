package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * There is no single {@link javax.sql.DataSource} by default and nothing says which one
 * to migrate.
 */
public class MigrationDataSourceAmbiguousException extends MigrateException {

	private final List<String> beanNames;

	MigrationDataSourceAmbiguousException(List<String> beanNames) {
		super("It is not clear which DataSource bean to migrate: " + String.join(", ", beanNames) + ".",
				"Annotate one of them with @MigrateDataSource or @Primary, or set migrate.url."
						+ " To migrate several databases, define a Migrator bean for each of them.");
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
