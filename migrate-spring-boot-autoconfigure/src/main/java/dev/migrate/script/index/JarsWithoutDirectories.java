package dev.migrate.script.index;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the files of a folder in jars that have no entries for their folders. A class
 * loader cannot name the folders of such a jar, so whoever asks it for
 * {@code db/revisions} misses its files without a word; some build tools write such jars.
 * The jars are those that class loaders name, and those that they name in turn in their
 * manifests, as the jar of an extracted application does.
 */
final class JarsWithoutDirectories {

	private static final String IN_FILE_SYSTEM = "jar:file:";

	private static final Pattern CLASS_PATH = Pattern.compile("^Class-Path:",
			Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

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
			try (JarRoot jar = new JarRoot(url)) {
				List<String> names = names(jar, folder + "/");
				if (!names.isEmpty()) {
					found.put(url, names);
				}
				for (String other : classPath(jar)) {
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

	// Ordinary jars name their first folder within a few entries, and are left there.
	private static List<String> names(JarRoot jar, String prefix) throws IOException {
		List<String> names = new ArrayList<>();
		for (Enumeration<JarEntry> entries = jar.file().entries(); entries.hasMoreElements();) {
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

	/**
	 * Returns the jars of the class path that a jar in the file system has in its
	 * manifest.
	 */
	private static List<String> classPath(JarRoot jar) throws IOException {
		String classPath = jar.url().startsWith(IN_FILE_SYSTEM) ? manifestClassPath(jar.file()) : null;
		if (classPath == null) {
			return List.of();
		}
		URL base = ResourceUtils.extractJarFileURL(ResourceUtils.toURL(jar.url()));
		List<String> jars = new ArrayList<>();
		for (String entry : StringUtils.tokenizeToStringArray(classPath, " ")) {
			add(ResourceUtils.toRelativeURL(base, entry).toExternalForm(), jars);
		}
		return jars;
	}

	// Few manifests have one, and taking all of them apart costs more than the rest.
	private static @Nullable String manifestClassPath(JarFile jar) throws IOException {
		ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
		if (entry == null) {
			return null;
		}
		try (InputStream input = jar.getInputStream(entry)) {
			byte[] manifest = input.readAllBytes();
			return CLASS_PATH.matcher(new String(manifest, StandardCharsets.ISO_8859_1)).find()
					? new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes()
						.getValue(Attributes.Name.CLASS_PATH)
					: null;
		}
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

	private static void add(String url, Collection<String> jars) {
		if (url.startsWith("jar:")) {
			jars.add(url);
		}
		// A servlet container calls the jars of a web archive that it leaves packed war.
		else if ((url.startsWith("file:") || url.startsWith("war:")) && !url.endsWith("/")) {
			jars.add("jar:" + url + "!/");
		}
	}

}
