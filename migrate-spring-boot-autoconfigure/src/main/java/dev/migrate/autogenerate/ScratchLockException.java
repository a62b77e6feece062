package dev.migrate.autogenerate;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when creating the wanted schema would lock a live object. Nothing has been
 * changed, and the lock is gone.
 */
public class ScratchLockException extends MigrateException {

	ScratchLockException(List<String> locks) {
		super("Trying out the model locks objects of the database: %s.".formatted(String.join(", ", locks)),
				"Write what refers to them, such as a default that calls a function, without side effects, or leave it"
						+ " out with migrate.autogenerate.exclude.");
	}

}
