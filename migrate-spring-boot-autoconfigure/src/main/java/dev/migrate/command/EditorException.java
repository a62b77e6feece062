package dev.migrate.command;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a script cannot be opened in an editor.
 */
public class EditorException extends MigrateException {

	EditorException(String problem, String action) {
		this(problem, action, null);
	}

	EditorException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

}
