package dev.migrate.script.index;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.StringUtils;

/**
 * Finds the files of a folder in jars that have no entries for their folders. A class
 * loader cannot name the folders of such a jar, so whoever asks it for
 * {@code db/revisions} misses its files without a word; some build tools write such jars.
 * The jars are those that class loaders name, and those that they name in turn in their
 * manifests, as the jar of an extracted application does.
 */
final class JarsWithoutDirectories {

	private final Set<String> urls;

	JarsWithoutDirectories(ClassLoader classLoader) {
		this.urls = urls(classLoader);
	}

	/**
	 * Returns the files below a folder.
	 * @return the paths of the files, by the URL of the jar
	 */
	Map<String, List<String>> find(String folder) {
		Map<String, List<String>> found = new LinkedHashMap<>();
		Deque<String> rest = new ArrayDeque<>(this.urls);
		while (!rest.isEmpty()) {
			String url = rest.remove();
			try {
				JarHead jar = JarHead.of(url);
				List<String> names = jar.files(folder + "/");
				if (!names.isEmpty()) {
					found.put(url, names);
				}
				for (String other : jar.classPath()) {
					if (this.urls.add(other)) {
						rest.add(other);
					}
				}
			}
			catch (IOException ex) {
				// What is no jar is none for the class loader either.
			}
		}
		return found;
	}

	private static Set<String> urls(ClassLoader classLoader) {
		Set<String> urls = new LinkedHashSet<>();
		for (ClassLoader each = classLoader; each != null; each = each.getParent()) {
			if (each instanceof URLClassLoader urlClassLoader) {
				for (URL url : urlClassLoader.getURLs()) {
					add(url.toExternalForm(), urls);
				}
			}
			if (each == ClassLoader.getSystemClassLoader()) {
				String classPath = System.getProperty("java.class.path", "");
				for (String path : StringUtils.delimitedListToStringArray(classPath, File.pathSeparator)) {
					add(new File(path).toURI().toString(), urls);
				}
			}
		}
		return urls;
	}

	static void add(String url, Collection<String> jars) {
		if (url.startsWith("jar:")) {
			jars.add(url);
		}
		// A servlet container calls the jars of a web archive that it leaves packed war.
		else if ((url.startsWith("file:") || url.startsWith("war:")) && !url.endsWith("/")) {
			jars.add("jar:" + url + "!/");
		}
	}

}
