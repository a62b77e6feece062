package dev.migrate.script.index;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A file that may be a script.
 *
 * @param resource its content
 * @param path its path under the root, readable for people
 * @param root the class path root, or empty for a file of the file system
 * @param jar the name of the jar that the file is in, or {@code null} if it is in a
 * directory, in the jar that the application was started from, or in the part of a Spring
 * Boot jar that is its own
 */
record ScriptFile(Resource resource, String path, String root, @Nullable String jar) {

	static final Comparator<ScriptFile> ORDER = Comparator.comparing(ScriptFile::path).thenComparing(ScriptFile::root);

	static final String CLASS = ".class";

	private static final String SQL = ".sql";

	private static final String SEPARATOR = "!/";

	private static final List<String> PREFIXES = List.of("jar:", "file:", "nested:");

	/**
	 * Describes a file of the class path.
	 * @throws IOException if the resource has no URL
	 */
	static ScriptFile inClassPath(Resource resource, String folder) throws IOException {
		URL url = resource.getURL();
		String text = StringUtils.uriDecode(url.toExternalForm(), StandardCharsets.UTF_8);
		int separator = text.lastIndexOf(SEPARATOR);
		int start = (separator >= 0) ? separator + SEPARATOR.length() : text.lastIndexOf("/" + folder + "/") + 1;
		String root = root(text.substring(0, start));
		return new ScriptFile(resource, text.substring(start), root, jar(root));
	}

	/**
	 * Returns what to call a root of the class path.
	 * @param url its URL, not encoded, that of a jar with its separator
	 */
	static String root(String url) {
		String text = url.endsWith(SEPARATOR) ? url.substring(0, url.length() - SEPARATOR.length()) : url;
		for (String prefix : PREFIXES) {
			text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
		}
		return text;
	}

	/**
	 * Returns the name of the jar that a root is.
	 * @return the name, or {@code null} if the root is a directory, the jar that is
	 * started, as one without Spring Boot's launcher, or the part of a Spring Boot jar
	 * that is its own
	 */
	static @Nullable String jar(String root) {
		if (root.isEmpty() || root.endsWith("/") || root.endsWith("-INF/classes") || isApplication(root)) {
			return null;
		}
		return root.substring(Math.max(root.lastIndexOf('/'), root.lastIndexOf('!')) + 1);
	}

	/**
	 * The jar that is started is the first one of the class path.
	 */
	private static boolean isApplication(String root) {
		String classPath = System.getProperty("java.class.path", "");
		int end = classPath.indexOf(File.pathSeparator);
		String first = (end >= 0) ? classPath.substring(0, end) : classPath;
		return first.endsWith(".jar") && root.equals(new File(first).getAbsoluteFile().toURI().getPath());
	}

	/**
	 * Returns whether a file may be a script, by its name.
	 */
	static boolean isScript(String path) {
		return StringUtils.endsWithIgnoreCase(path, SQL) || path.endsWith(CLASS);
	}

	boolean isClass() {
		return this.path.endsWith(CLASS);
	}

	/**
	 * Returns what to call the file in messages.
	 */
	String location(boolean ambiguous) {
		return (ambiguous && !this.root.isEmpty()) ? this.path + " in " + this.root : this.path;
	}

}
