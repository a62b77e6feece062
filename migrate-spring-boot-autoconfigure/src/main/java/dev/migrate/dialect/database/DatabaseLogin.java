package dev.migrate.dialect.database;

import org.jspecify.annotations.Nullable;

/**
 * How a database is reached.
 *
 * @param url the URL of the driver, with its settings
 * @param user the user, or {@code null} if the URL says it
 * @param password the password, or {@code null} if the URL says it or none is needed
 */
public record DatabaseLogin(String url, @Nullable String user, @Nullable String password) {

	/**
	 * Returns the same way to another database of the server.
	 */
	public DatabaseLogin to(String otherUrl) {
		return new DatabaseLogin(otherUrl, this.user, this.password);
	}

	/**
	 * Shows nothing that may be a secret.
	 */
	@Override
	public String toString() {
		return "login of " + ((this.user != null) ? this.user : "the user of the URL");
	}

}
