package dev.migrate.command.launch;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads the classes and resources of folders, before those of the same name in jars, as
 * the developer tools of Spring Boot do.
 */
final class ApplicationClassLoader extends URLClassLoader {

	static {
		registerAsParallelCapable();
	}

	ApplicationClassLoader(List<Path> folders, ClassLoader parent) throws MalformedURLException {
		super("application", urls(folders), parent);
	}

	private static URL[] urls(List<Path> folders) throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (Path folder : folders) {
			URL url = folder.toUri().toURL();
			// A folder that does not exist yet is one all the same.
			urls.add(url.getPath().endsWith("/") ? url : new URL(url + "/"));
		}
		return urls.toArray(URL[]::new);
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			if (loaded == null && findResource(name.replace('.', '/') + ".class") != null) {
				loaded = findClass(name);
			}
			if (loaded == null) {
				return super.loadClass(name, resolve);
			}
			if (resolve) {
				resolveClass(loaded);
			}
			return loaded;
		}
	}

	@Override
	public URL getResource(String name) {
		URL found = findResource(name);
		return (found != null) ? found : getParent().getResource(name);
	}

	@Override
	public Enumeration<URL> getResources(String name) throws IOException {
		List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
		found.addAll(Collections.list(getParent().getResources(name)));
		return Collections.enumeration(found);
	}

}
