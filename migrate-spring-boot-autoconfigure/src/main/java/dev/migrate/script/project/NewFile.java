package dev.migrate.script.project;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.script.ScriptAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Writes files of the project, as a whole or not at all.
 */
public final class NewFile {

	private NewFile() {
	}

	/**
	 * Writes a file that must not exist before, and the folders that lead to it.
	 * @param text its content
	 * @throws ScriptAccessException if it exists or cannot be written
	 */
	public static void write(Path file, String text) {
		writeAll(Map.of(file, text));
	}

	/**
	 * Writes files, and the folders that lead to them, all of them or none.
	 * @throws ScriptAccessException if one exists or cannot be written
	 */
	public static void writeAll(Map<Path, String> files) {
		files.keySet().stream().filter(Files::exists).findFirst().ifPresent((file) -> {
			throw exists(file, null);
		});
		List<Path> written = new ArrayList<>();
		try {
			files.forEach(NewFile::writeUnfinished);
			for (Path file : files.keySet()) {
				finish(file);
				written.add(file);
			}
		}
		catch (ScriptAccessException ex) {
			written.forEach((file) -> file.toFile().delete());
			throw ex;
		}
		finally {
			files.keySet().forEach((file) -> unfinished(file).toFile().delete());
		}
	}

	/**
	 * Writes a file, in the place of the one of its name if there is one, and the folders
	 * that lead to it.
	 * @param text its content
	 * @throws ScriptAccessException if it cannot be written; the one that was there
	 * before is still there then
	 */
	public static void replace(Path file, String text) {
		writeUnfinished(file, text);
		finish(file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private static Path unfinished(Path file) {
		return file.resolveSibling("." + file.getFileName() + ".tmp");
	}

	private static void writeUnfinished(Path file, String text) {
		createFolder(Objects.requireNonNull(file.getParent()));
		try {
			// Not a file of createTempFile, which nobody else could read.
			Files.writeString(unfinished(file), text);
		}
		catch (IOException ex) {
			throw unwritable(file, ex);
		}
	}

	private static void finish(Path file, CopyOption... options) {
		try {
			Files.move(unfinished(file), file, options);
		}
		catch (FileAlreadyExistsException ex) {
			throw exists(file, ex);
		}
		catch (IOException ex) {
			throw unwritable(file, ex);
		}
	}

	/**
	 * Makes a folder and those that lead to it, unless they exist.
	 * @throws ScriptAccessException if it cannot be made
	 */
	static void createFolder(Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw unwritable(folder, ex);
		}
	}

	private static ScriptAccessException exists(Path file, @Nullable Throwable cause) {
		return ScriptAccessException.unwritable(file, "it exists already",
				"Nothing is overwritten: remove the file, or give the new one another name.", cause);
	}

	private static ScriptAccessException unwritable(Path file, IOException cause) {
		String problem = String.valueOf(cause.getMessage());
		if (cause instanceof FileSystemException ex) {
			problem = ex.getFile() + ": " + ((ex.getReason() != null) ? ex.getReason() : ex.getClass().getSimpleName());
		}
		return ScriptAccessException.unwritable(file, problem,
				"Check that the folder exists, is writable and has space left.", cause);
	}

}
