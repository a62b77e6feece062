package dev.migrate.script.index;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StringUtils;

/**
 * Finds the files of a folder in jars that have no entries for their folders. A class
 * loader cannot name the folders of such a jar, so whoever asks it for
 * {@code db/revisions} misses its files without a word; some build tools write such jars.
 */
final class JarsWithoutDirectories {

	private final List<UrlResource> jars;

	JarsWithoutDirectories(ClassLoader classLoader) {
		this.jars = jars(classLoader);
	}

	/**
	 * Returns the files below a folder.
	 */
	List<Resource> find(String folder) {
		List<Resource> found = new ArrayList<>();
		for (UrlResource jar : this.jars) {
			try (JarFile file = open(jar.getURL())) {
				for (String name : names(file, folder + "/")) {
					found.add(jar.createRelative(name));
				}
			}
			catch (IOException ex) {
				// What is no jar is none for the class loader either.
			}
		}
		return found;
	}

	// Ordinary jars name their first folder within a few entries, and are left there.
	private static List<String> names(JarFile jar, String prefix) {
		List<String> names = new ArrayList<>();
		for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
			String name = entries.nextElement().getName();
			if (name.endsWith("/")) {
				if (!name.startsWith("META-INF/")) {
					break;
				}
			}
			else if (name.startsWith(prefix)) {
				names.add(name);
			}
		}
		return names;
	}

	private static JarFile open(URL jar) throws IOException {
		JarURLConnection connection = (JarURLConnection) jar.openConnection();
		// A cached file would be closed for everybody else.
		connection.setUseCaches(false);
		return connection.getJarFile();
	}

	private static List<UrlResource> jars(ClassLoader classLoader) {
		Set<String> urls = new LinkedHashSet<>();
		for (ClassLoader each = classLoader; each != null; each = each.getParent()) {
			if (each instanceof URLClassLoader urlClassLoader) {
				Arrays.stream(urlClassLoader.getURLs()).map(URL::toExternalForm).forEach(urls::add);
			}
			if (each == ClassLoader.getSystemClassLoader()) {
				String classPath = System.getProperty("java.class.path", "");
				for (String path : StringUtils.delimitedListToStringArray(classPath, File.pathSeparator)) {
					urls.add(new File(path).toURI().toString());
				}
			}
		}
		return urls.stream().map(JarsWithoutDirectories::jar).filter((jar) -> jar != null).toList();
	}

	private static @Nullable UrlResource jar(String url) {
		if (url.startsWith("jar:")) {
			return UrlResource.from(url);
		}
		boolean jar = url.startsWith("file:") && !url.endsWith("/");
		return jar ? UrlResource.from("jar:" + url + "!/") : null;
	}

}
