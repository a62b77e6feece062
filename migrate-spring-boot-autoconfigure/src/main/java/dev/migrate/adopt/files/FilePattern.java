package dev.migrate.adopt.files;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.adopt.AdoptException;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a tool are called, such as
 * <code>migrations/{version}_{message}.up.sql</code>.
 */
public final class FilePattern {

	private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)\\}");

	private static final String VERSION = "version";

	private static final String MESSAGE = "message";

	private final String text;

	private final String folder;

	private final Pattern pattern;

	private FilePattern(String text, String folder, Pattern pattern) {
		this.text = text;
		this.folder = folder;
		this.pattern = pattern;
	}

	/**
	 * Understands a pattern.
	 * @param text a path with <code>{version}</code>, and <code>{message}</code> if file
	 * names have one
	 * @throws AdoptException if it is none
	 */
	public static FilePattern of(String text) {
		String path = text.replace('\\', '/').replaceFirst("^(\\./)+", "");
		StringBuilder regex = new StringBuilder();
		List<String> tokens = TOKEN.matcher(path).results().map((token) -> token.group(1)).toList();
		if (tokens.stream().filter(VERSION::equals).count() != 1 || tokens.stream().filter(MESSAGE::equals).count() > 1
				|| tokens.stream().anyMatch((token) -> !token.equals(VERSION) && !token.equals(MESSAGE))) {
			throw AdoptException.unreadable("'%s' is no pattern of file names.".formatted(text),
					"Write {version} once, and {message} at most once, as in 'migrations/{version}_{message}.up.sql'.",
					null);
		}
		int start = path.lastIndexOf('/', path.indexOf('{')) + 1;
		Matcher token = TOKEN.matcher(path);
		int done = start;
		while (token.find()) {
			regex.append(Pattern.quote(path.substring(done, token.start())))
				.append(token.group(1).equals(VERSION) ? "(?<version>[^/]+?)" : "(?<message>[^/]*?)");
			done = token.end();
		}
		regex.append(Pattern.quote(path.substring(done)));
		return new FilePattern(text, path.substring(0, start), Pattern.compile(regex.toString()));
	}

	/**
	 * Returns the folder that all of the files are in.
	 * @return a path, empty for the working directory
	 */
	String folder() {
		return this.folder;
	}

	/**
	 * Looks whether a file is called so.
	 * @param path its path below the folder, with slashes
	 * @return what the name says, or {@code null} if it is called otherwise
	 */
	@Nullable Name match(String path) {
		Matcher matcher = this.pattern.matcher(path);
		if (!matcher.matches()) {
			return null;
		}
		String message = this.pattern.pattern().contains("?<message>") ? matcher.group(MESSAGE) : "";
		return new Name(matcher.group(VERSION), message.replaceAll("[_\\s-]+", " ").strip());
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * What the name of a file says.
	 *
	 * @param version the version, as it is written
	 * @param message what it does, in a few words, or empty
	 */
	record Name(String version, String message) {
	}

}
