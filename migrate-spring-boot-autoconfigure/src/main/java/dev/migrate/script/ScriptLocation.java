package dev.migrate.script;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * A place to look for scripts, as it is configured.
 */
sealed interface ScriptLocation {

	/**
	 * Understands a configured location.
	 * @param text such as {@code classpath:db/revisions} or {@code file:revisions}
	 * @return the location
	 * @throws InvalidLocationException if it is neither a class path nor a file system
	 * folder
	 */
	static ScriptLocation of(String text) {
		if (text.startsWith("file:")) {
			return new Folder(text, path(text));
		}
		String path = StringUtils.cleanPath(withoutPrefix(text.strip()));
		String folder = StringUtils.trimLeadingCharacter(StringUtils.trimTrailingCharacter(path, '/'), '/');
		if (!ClassPath.FOLDER.matcher(folder).matches()) {
			throw new InvalidLocationException(text);
		}
		return new ClassPath(text, folder);
	}

	/**
	 * Returns the location as it was configured.
	 * @return the text
	 */
	String text();

	private static String withoutPrefix(String text) {
		for (String prefix : new String[] { "classpath*:", "classpath:" }) {
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
				throw new InvalidLocationException(text);
			}
			return path.startsWith("//") ? Path.of(URI.create(text)) : Path.of(path);
		}
		catch (IllegalArgumentException ex) {
			InvalidLocationException invalid = new InvalidLocationException(text);
			invalid.addSuppressed(ex);
			throw invalid;
		}
	}

	/**
	 * A folder of every class path root.
	 *
	 * @param text the location as it was configured
	 * @param folder the path, without slashes around it
	 */
	record ClassPath(String text, String folder) implements ScriptLocation {

		private static final Pattern FOLDER = Pattern.compile("[^:*?{}\\\\]+");

	}

	/**
	 * A folder of the file system.
	 *
	 * @param text the location as it was configured
	 * @param path the path
	 */
	record Folder(String text, Path path) implements ScriptLocation {

	}

}
