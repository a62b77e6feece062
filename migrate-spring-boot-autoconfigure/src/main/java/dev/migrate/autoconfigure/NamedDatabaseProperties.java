package dev.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * The {@code migrate.databases.<name>.*} properties.
 */
public class NamedDatabaseProperties extends DatabaseProperties {

	/**
	 * Bean name of the DataSource of this database. When neither this nor a URL is set,
	 * the database is the application's own.
	 */
	private @Nullable String dataSource;

	/**
	 * When this database is migrated at start-up: those with lower numbers come first,
	 * and those with the same number in the order of their names.
	 */
	private int order;

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	public int getOrder() {
		return this.order;
	}

	public void setOrder(int order) {
		this.order = order;
	}

}
