package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when an index that was built concurrently is there and not valid.
 */
public class InvalidIndexException extends MigrateException {

	private final String index;

	public InvalidIndexException(String index) {
		super("The index %s is there, but the server has not completed it: it is not valid.".formatted(index),
				"Run the migration again: it drops the index and builds it anew.");
		this.index = index;
	}

	public String getIndex() {
		return this.index;
	}

}
