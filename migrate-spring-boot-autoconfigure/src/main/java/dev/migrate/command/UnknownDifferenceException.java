package dev.migrate.command;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when differences were to be accepted of something that does not differ.
 */
public class UnknownDifferenceException extends MigrateException {

	UnknownDifferenceException(List<String> names) {
		super("There is no difference of %s.".formatted(String.join(", ", names)),
				"Name tables or parts of them as 'migrate check' does, such as users or users.name, or nothing to"
						+ " accept everything.");
	}

}
