package dev.migrate.script.index;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import dev.migrate.script.ScriptAccessException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A place to look for scripts, as it is configured.
 */
public sealed interface ScriptLocation {

	/**
	 * What a location begins with that is a folder of the application's own classes.
	 */
	String OWN = "application:";

	/**
	 * Understands a configured location.
	 * @param text such as {@code classpath:db/revisions},
	 * {@code application:db/revisions} or {@code file:revisions}
	 * @throws ScriptAccessException if it is neither a class path nor a file system
	 * folder
	 */
	static ScriptLocation of(String text) {
		if (text.startsWith("file:")) {
			return new Folder(text, path(text));
		}
		boolean own = text.strip().startsWith(OWN);
		String path = StringUtils.cleanPath(withoutPrefix(text.strip()));
		String folder = StringUtils.trimLeadingCharacter(StringUtils.trimTrailingCharacter(path, '/'), '/');
		if (!ClassPath.FOLDER.matcher(folder).matches()) {
			throw ScriptAccessException.invalidLocation(text);
		}
		return new ClassPath(text, folder, own);
	}

	/**
	 * Returns the location as it was configured.
	 */
	String text();

	/**
	 * Returns whether another location is this one, or a folder in it.
	 * @return whether all scripts of the other location are also here
	 */
	boolean contains(ScriptLocation other);

	/**
	 * Returns whether a script may come from this location.
	 * @param path the path of the script in the class path or in the file system
	 * @return whether the path is below this location
	 */
	boolean holds(String path);

	/**
	 * Returns whether a script of a jar can be at this location.
	 * @param jar the name of the jar, or {@code null} for one of the application's own
	 * @return whether such scripts count
	 */
	default boolean isIn(@Nullable String jar) {
		return true;
	}

	/**
	 * Says that the platform cannot write the name of a file.
	 * @param ex what says so
	 * @return the exception to throw
	 */
	static ScriptAccessException unsupported(InvalidPathException ex) {
		return ScriptAccessException.unsupportedName(ex.getInput(), ex.getReason(),
				System.getProperty("sun.jnu.encoding", "an unknown encoding"), ex);
	}

	private static String withoutPrefix(String text) {
		for (String prefix : new String[] { "classpath*:", "classpath:", OWN }) {
			if (text.startsWith(prefix)) {
				return text.substring(prefix.length());
			}
		}
		return text;
	}

	private static Path path(String text) {
		String path = text.substring("file:".length());
		try {
			if (!StringUtils.hasText(path)) {
				throw ScriptAccessException.invalidLocation(text);
			}
			return path.startsWith("//") ? Path.of(URI.create(text)) : Path.of(path);
		}
		catch (InvalidPathException ex) {
			throw unsupported(ex);
		}
		catch (IllegalArgumentException ex) {
			ScriptAccessException invalid = ScriptAccessException.invalidLocation(text);
			invalid.addSuppressed(ex);
			throw invalid;
		}
	}

	/**
	 * A folder of every class path root, or of those that are no jars of libraries.
	 *
	 * @param text the location as it was configured
	 * @param folder the path, without slashes around it
	 * @param own whether jars of libraries do not count
	 */
	record ClassPath(String text, String folder, boolean own) implements ScriptLocation {

		private static final Pattern FOLDER = Pattern.compile("[^:*?{}\\\\]+");

		@Override
		public boolean contains(ScriptLocation other) {
			return other instanceof ClassPath classPath && (!this.own || classPath.own)
					&& (classPath.folder + "/").startsWith(this.folder + "/");
		}

		@Override
		public boolean holds(String path) {
			return path.startsWith(this.folder + "/");
		}

		@Override
		public boolean isIn(@Nullable String jar) {
			return !this.own || jar == null;
		}

	}

	/**
	 * A folder of the file system.
	 *
	 * @param text the location as it was configured
	 * @param path the path
	 */
	record Folder(String text, Path path) implements ScriptLocation {

		@Override
		public boolean contains(ScriptLocation other) {
			return other instanceof Folder folder && absolute(folder.path).startsWith(absolute(this.path));
		}

		@Override
		public boolean holds(String path) {
			return absolute(Path.of(path)).startsWith(absolute(this.path));
		}

		private static Path absolute(Path path) {
			return path.toAbsolutePath().normalize();
		}

	}

}
