package dev.migrate.script.index;

import java.io.Closeable;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the files of a folder under every root of the class path: in a directory by
 * walking through it, in a jar through one open file, and with Spring's resolver where a
 * class loader leads to anything else, as in a native image.
 */
final class ClassPathFiles implements Closeable {

	private final ClassLoader classLoader;

	private final ScriptFiles files;

	private final Map<String, JarRoot> jars = new LinkedHashMap<>();

	/**
	 * Creates a finder.
	 * @param files takes what is found
	 */
	ClassPathFiles(ClassLoader classLoader, ScriptFiles files) {
		this.classLoader = classLoader;
		this.files = files;
	}

	/**
	 * Finds the files of a location.
	 * @return whether the location exists
	 */
	boolean add(ScriptLocation.ClassPath location) throws IOException {
		List<URL> roots = Collections.list(this.classLoader.getResources(location.folder() + "/"));
		boolean exists = canList(roots) ? list(roots, location) : resolve(location);
		Map<String, List<String>> others = new JarsWithoutDirectories(this.classLoader).find(location.folder());
		for (Map.Entry<String, List<String>> jar : others.entrySet()) {
			exists |= addFiles(jar(jar.getKey()), jar.getValue(), location);
		}
		return exists;
	}

	private static boolean canList(List<URL> roots) {
		for (URL root : roots) {
			if (!JarRoot.canOpen(root) && directory(root) == null) {
				return false;
			}
		}
		return System.getProperty("jdk.module.path") == null;
	}

	private static @Nullable Path directory(URL root) {
		try {
			return root.getProtocol().equals("file") ? Path.of(ResourceUtils.toURI(root)) : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private boolean list(List<URL> roots, ScriptLocation.ClassPath location) throws IOException {
		boolean exists = false;
		for (URL root : roots) {
			Path directory = directory(root);
			if (directory != null) {
				exists |= addDirectory(directory, root, location);
			}
			else {
				JarURLConnection connection = (JarURLConnection) root.openConnection();
				JarRoot jar = jar("jar:" + connection.getJarFileURL() + "!/");
				exists |= addFiles(jar, jar.names(connection.getEntryName()), location);
			}
		}
		return exists;
	}

	private JarRoot jar(String url) {
		return this.jars.computeIfAbsent(url, JarRoot::new);
	}

	private boolean addFiles(JarRoot jar, List<String> names, ScriptLocation.ClassPath location) throws IOException {
		String root = ScriptFile.root(StringUtils.uriDecode(jar.url(), StandardCharsets.UTF_8));
		String jarName = ScriptFile.jar(root);
		if (!location.isIn(jarName)) {
			return false;
		}
		for (String name : names) {
			if (this.files.accepts(name)) {
				this.files.add(jar.url() + name, new ScriptFile(new JarResource(jar, name), name, root, jarName));
			}
		}
		return true;
	}

	private boolean addDirectory(Path directory, URL url, ScriptLocation.ClassPath location) throws IOException {
		String text = StringUtils.uriDecode(url.toExternalForm(), StandardCharsets.UTF_8);
		String root = ScriptFile.root(text.substring(0, text.lastIndexOf("/" + location.folder() + "/") + 1));
		String jar = ScriptFile.jar(root);
		if (!location.isIn(jar)) {
			return false;
		}
		int start = ScriptFiles.text(directory).length();
		this.files.addDirectory(directory, (path) -> location.folder() + path.substring(start), root, jar);
		return true;
	}

	private boolean resolve(ScriptLocation.ClassPath location) throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.classLoader);
		String pattern = "classpath*:" + location.folder() + "/";
		boolean exists = false;
		for (String searched : List.of(pattern + "**/*", pattern)) {
			for (Resource resource : resolver.getResources(searched)) {
				ScriptFile file = ScriptFile.inClassPath(resource, location.folder());
				if (location.isIn(file.jar())) {
					exists = true;
					if (this.files.accepts(file.path())) {
						this.files.add(identity(resource), file);
					}
				}
			}
		}
		return exists;
	}

	private static String identity(Resource resource) throws IOException {
		return resource.isFile() ? resource.getFilePath().toRealPath().toString() : resource.getURL().toExternalForm();
	}

	/**
	 * Closes the jars. What was found in them can still be read.
	 */
	@Override
	public void close() {
		this.jars.values().forEach(JarRoot::close);
	}

}
