package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when a connection leads to a kind of database that there is no {@link Dialect}
 * for.
 */
public class UnsupportedDatabaseException extends MigrateException {

	private final String product;

	UnsupportedDatabaseException(String product) {
		super("The database is %s, which Migrate does not know.".formatted(product),
				"Use PostgreSQL, or H2 2 for tests, or set migrate.enabled=false for this application.");
		this.product = product;
	}

	public String getProduct() {
		return this.product;
	}

}
