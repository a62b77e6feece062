package dev.migrate.command;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when the database was to be checked to be at the heads and is not.
 */
public class NotAtHeadsException extends MigrateException {

	NotAtHeadsException(List<String> current, List<String> heads) {
		super("The database is at %s, and the heads are %s.".formatted(text(current), text(heads)),
				"Run 'migrate upgrade heads', or 'migrate history -i' to see what is missing.");
	}

	private static String text(List<String> revisions) {
		return revisions.isEmpty() ? "base" : String.join(", ", revisions);
	}

}
