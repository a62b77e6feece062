package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when there is no {@link Dialect} of a name.
 */
public class UnknownDialectException extends MigrateException {

	private final String name;

	UnknownDialectException(String name) {
		super("There is no dialect '%s'.".formatted(name),
				"Name the database: 'postgresql', with a version such as 'postgresql:16', or 'h2', or a JDBC URL that"
						+ " begins with 'jdbc:postgresql:' or 'jdbc:h2:'.");
		this.name = name;
	}

	/**
	 * Returns what was asked for.
	 * @return the name; of a JDBC URL only what comes before the address
	 */
	public String getName() {
		return this.name;
	}

}
