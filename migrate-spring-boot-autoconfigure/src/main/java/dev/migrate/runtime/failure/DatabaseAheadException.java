package dev.migrate.runtime.failure;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a newer version of the application has migrated the database and
 * {@code migrate.on-ahead=fail}.
 */
public class DatabaseAheadException extends MigrateException {

	private final List<String> unknown;

	public DatabaseAheadException(List<String> unknown) {
		super("The database is ahead of this application: it is at %s, which no script has."
			.formatted(String.join(", ", unknown)),
				"Start the newer version of the application, downgrade the database with it, or set"
						+ " migrate.on-ahead=ignore if this version works with the newer schema.");
		this.unknown = List.copyOf(unknown);
	}

	/**
	 * Returns the rows of the version table that no script has.
	 * @return at least one revision
	 */
	public List<String> getUnknown() {
		return this.unknown;
	}

}
