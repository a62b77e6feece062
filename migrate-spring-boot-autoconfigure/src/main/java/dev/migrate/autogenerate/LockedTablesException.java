package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when somebody else keeps the tables of the database from being read.
 */
public class LockedTablesException extends MigrateException {

	private final List<String> holders;

	LockedTablesException(List<String> holders, Throwable cause) {
		super(holders.isEmpty() ? "The database cannot be compared, because somebody else has locked a table."
				: "The database cannot be compared, because somebody else has locked a table: %s."
					.formatted(String.join("; ", holders)),
				"Wait until that transaction has ended, or end it, and try again.", cause);
		this.holders = List.copyOf(holders);
	}

	/**
	 * Returns who may have been in the way.
	 * @return a description of each session, empty if none is there any more
	 */
	public List<String> getHolders() {
		return this.holders;
	}

}
