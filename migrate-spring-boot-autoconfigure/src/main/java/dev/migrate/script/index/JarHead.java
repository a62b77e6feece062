package dev.migrate.script.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * What a jar has before its first folder. Ordinary jars name that within a few entries,
 * and are looked into once: every location of every database asks all jars of the class
 * path.
 *
 * @param files the paths of the files, which are all files of a jar that names no folder
 * @param classPath the jars that its manifest adds to the class path, as URLs
 * @param hasFolders whether the jar names its folders
 */
record JarHead(List<String> files, List<String> classPath, boolean hasFolders) {

	private static final String IN_FILE_SYSTEM = "jar:file:";

	private static final Pattern CLASS_PATH = Pattern.compile("^Class-Path:",
			Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

	private static final Map<Version, JarHead> known = new ConcurrentHashMap<>();

	/**
	 * Reads a jar, or remembers it.
	 * @param url the URL of the jar, such as {@code jar:file:/x/lib.jar!/}
	 */
	static JarHead of(String url) throws IOException {
		Version version = Version.of(url);
		JarHead found = (version != null) ? known.get(version) : null;
		if (found != null) {
			return found;
		}
		JarHead read = read(url);
		if (version != null && read.hasFolders()) {
			known.put(version, read);
		}
		return read;
	}

	private static JarHead read(String url) throws IOException {
		try (JarRoot jar = JarRoot.toLookInto(url)) {
			List<String> files = new ArrayList<>();
			boolean hasFolders = false;
			for (Enumeration<JarEntry> entries = jar.file().entries(); entries.hasMoreElements() && !hasFolders;) {
				String name = entries.nextElement().getName();
				if (name.endsWith("/")) {
					hasFolders = !name.startsWith("META-INF/");
				}
				else {
					files.add(name);
				}
			}
			return new JarHead(List.copyOf(files), classPath(jar), hasFolders);
		}
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
			JarsWithoutDirectories.add(ResourceUtils.toRelativeURL(base, entry).toExternalForm(), jars);
		}
		return List.copyOf(jars);
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

	/**
	 * Returns the paths of the files below a folder that the jar does not name.
	 */
	List<String> files(String folder) {
		return this.files.stream().filter((file) -> file.startsWith(folder)).toList();
	}

	/**
	 * A jar as it is now: another one may be put in its place.
	 */
	private record Version(String url, FileTime modified, long size) {

		static @Nullable Version of(String url) throws IOException {
			int end = url.indexOf("!/");
			if (!url.startsWith(IN_FILE_SYSTEM) || end < 0) {
				return null;
			}
			Path file;
			try {
				file = Path.of(URI.create(url.substring("jar:".length(), end)));
			}
			catch (IllegalArgumentException ex) {
				// A class loader may have a URL that is no URI.
				return null;
			}
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return new Version(url, attributes.lastModifiedTime(), attributes.size());
		}

	}

}
