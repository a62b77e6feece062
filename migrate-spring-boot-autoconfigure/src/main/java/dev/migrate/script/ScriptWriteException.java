package dev.migrate.script;

import java.nio.file.Path;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file of the project cannot be written. Nothing of it has been.
 */
public class ScriptWriteException extends MigrateException {

	private final Path file;

	ScriptWriteException(Path file, String problem, String action, @Nullable Throwable cause) {
		super(file + " cannot be written: " + problem + ".", action, cause);
		this.file = file;
	}

	/**
	 * Returns the file.
	 * @return the path
	 */
	public Path getFile() {
		return this.file;
	}

}
