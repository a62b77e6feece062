package dev.migrate.script.index;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A file that may be a script.
 *
 * @param resource its content
 * @param path its path under the root, readable for people
 * @param root the class path root, or empty for a file of the file system
 */
record ScriptFile(Resource resource, String path, String root) {

	static final Comparator<ScriptFile> ORDER = Comparator.comparing(ScriptFile::path).thenComparing(ScriptFile::root);

	private static final String SEPARATOR = "!/";

	/**
	 * Describes a file of the class path.
	 * @throws IOException if the resource has no URL
	 */
	static ScriptFile inClassPath(Resource resource, String folder) throws IOException {
		URL url = resource.getURL();
		String text = StringUtils.uriDecode(url.toExternalForm(), StandardCharsets.UTF_8);
		int separator = text.lastIndexOf(SEPARATOR);
		int start = (separator >= 0) ? separator + SEPARATOR.length() : text.lastIndexOf("/" + folder + "/") + 1;
		String root = text.substring(0, (separator >= 0) ? separator : start);
		return new ScriptFile(resource, text.substring(start), root.replaceFirst("^(?:jar:)?(?:file:|nested:)?", ""));
	}

	/**
	 * Returns the jar that the file is in.
	 * @return its name, or {@code null} if the file is in a directory, in the jar that
	 * the application was started from, or in the part of a Spring Boot jar that is its
	 * own
	 */
	@Nullable String jar() {
		if (this.root.isEmpty() || this.root.endsWith("/") || this.root.endsWith("-INF/classes") || isApplication()) {
			return null;
		}
		return this.root.substring(Math.max(this.root.lastIndexOf('/'), this.root.lastIndexOf('!')) + 1);
	}

	/**
	 * Returns whether the root is the jar that is started, as one without Spring Boot's
	 * launcher: the first one of the class path.
	 */
	private boolean isApplication() {
		String first = StringUtils.delimitedListToStringArray(System.getProperty("java.class.path", ""),
				File.pathSeparator)[0];
		return first.endsWith(".jar") && this.root.equals(new File(first).getAbsoluteFile().toURI().getPath());
	}

	boolean isClass() {
		return this.path.endsWith(".class");
	}

	boolean isSql() {
		return this.path.endsWith(".sql");
	}

	/**
	 * Returns what to call the file in messages.
	 */
	String location(boolean ambiguous) {
		return (ambiguous && !this.root.isEmpty()) ? this.path + " in " + this.root : this.path;
	}

}
