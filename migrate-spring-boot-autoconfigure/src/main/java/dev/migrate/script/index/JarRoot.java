package dev.migrate.script.index;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ResourceUtils;

/**
 * A jar of the class path, possibly one in another jar. From the first look at it until
 * it is closed it stays open, so that all of its scripts are found and read through one
 * file. A script that is read later opens it once more.
 */
final class JarRoot implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(JarRoot.class);

	private static final String NESTED = "jar:nested:";

	private final String url;

	private final boolean shared;

	private volatile @Nullable JarFile file;

	/**
	 * Creates a root.
	 * @param url the URL of the jar, such as {@code jar:file:/x/lib.jar!/}
	 */
	JarRoot(String url) {
		this(url, false);
	}

	private JarRoot(String url, boolean shared) {
		this.url = url;
		this.shared = shared;
	}

	/**
	 * Creates a root to look into only. A jar in another one is that which Spring Boot's
	 * class loader has open and leaves open: to open each of them again is most of what a
	 * look costs.
	 */
	static JarRoot toLookInto(String url) {
		return new JarRoot(url, url.startsWith(NESTED) && URLConnection.getDefaultUseCaches("jar"));
	}

	/**
	 * Returns whether a URL of the class path leads into a jar that can be opened here:
	 * one in the file system, or one in such a jar where Spring Boot's loader says so.
	 */
	static boolean canOpen(URL url) {
		return url.getProtocol().equals("jar")
				&& (url.getFile().startsWith("file:") || url.getFile().startsWith("nested:"));
	}

	String url() {
		return this.url;
	}

	/**
	 * Returns the file, which is open.
	 */
	JarFile file() throws IOException {
		JarFile open = this.file;
		if (open == null) {
			open = open();
			this.file = open;
		}
		return open;
	}

	private JarFile open() throws IOException {
		JarURLConnection connection = (JarURLConnection) ResourceUtils.toURL(this.url).openConnection();
		// A cached file would be closed for everybody else.
		connection.setUseCaches(this.shared);
		return connection.getJarFile();
	}

	/**
	 * Returns the paths of all files of a folder.
	 * @param folder the path of the folder, with a slash at its end
	 */
	List<String> names(String folder) throws IOException {
		List<String> names = new ArrayList<>();
		for (Enumeration<JarEntry> entries = file().entries(); entries.hasMoreElements();) {
			String name = entries.nextElement().getName();
			if (name.startsWith(folder) && !name.endsWith("/")) {
				names.add(name);
			}
		}
		return names;
	}

	/**
	 * Opens a file of the jar.
	 */
	InputStream open(String name) throws IOException {
		JarFile open = this.file;
		if (open != null) {
			return open(open, name);
		}
		JarFile own = open();
		try {
			return new FilterInputStream(open(own, name)) {

				@Override
				public void close() throws IOException {
					try (own) {
						super.close();
					}
				}

			};
		}
		catch (IOException | RuntimeException ex) {
			own.close();
			throw ex;
		}
	}

	private InputStream open(JarFile file, String name) throws IOException {
		ZipEntry entry = file.getEntry(name);
		if (entry == null) {
			throw new FileNotFoundException(name + " is not in " + this.url);
		}
		return file.getInputStream(entry);
	}

	@Override
	public void close() {
		JarFile open = this.file;
		this.file = null;
		if (open != null && !this.shared) {
			try {
				open.close();
			}
			catch (IOException ex) {
				logger.debug("{} could not be closed", this.url, ex);
			}
		}
	}

}
