package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;

/**
 * The JDBC driver of the database to migrate is not on the class path.
 */
public class MissingJdbcDriverException extends MigrateException {

	private final String driverClassName;

	MissingJdbcDriverException(String driverClassName) {
		super("The JDBC driver of the database to migrate, " + driverClassName + ", is not on the class path.",
				"Add it to the dependencies, such as org.postgresql:postgresql, which an application that uses R2DBC"
						+ " needs as well, or correct migrate.url or migrate.driver-class-name.");
		this.driverClassName = driverClassName;
	}

	/**
	 * Returns the name of the driver's class.
	 * @return the class name
	 */
	public String getDriverClassName() {
		return this.driverClassName;
	}

}
