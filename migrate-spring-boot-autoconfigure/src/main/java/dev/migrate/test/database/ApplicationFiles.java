package dev.migrate.test.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.asm.ClassReader;

/**
 * What a revision written in Java may depend on: the classes that its class names, and
 * the classes that those name, as far as they are the application's own, and every other
 * file of the application that it may read. A class of a library counts with the revision
 * that is in the same jar.
 */
final class ApplicationFiles {

	private static final String CLASS = ".class";

	private static final byte CONSTANT_CLASS = 7;

	private final ClassLoader classLoader;

	private final Fingerprint fingerprint;

	private final Set<String> seen = new HashSet<>();

	private boolean resourcesAdded;

	ApplicationFiles(ClassLoader classLoader, Fingerprint fingerprint) {
		this.classLoader = classLoader;
		this.fingerprint = fingerprint;
	}

	/**
	 * Adds a class and those that it depends on.
	 */
	void addClass(String className) {
		String first = className.replace('.', '/');
		URL found = this.classLoader.getResource(first + CLASS);
		String jar = (found != null) ? jar(found) : "";
		Deque<String> pending = new ArrayDeque<>(List.of(first));
		while (!pending.isEmpty()) {
			String name = pending.pop();
			if (this.seen.add(name)) {
				pending.addAll(add(name, jar));
			}
		}
	}

	/**
	 * Adds the bytes of a class.
	 * @return the classes that it names, in the order of their names
	 */
	private Set<String> add(String name, String jar) {
		URL file = this.classLoader.getResource(name + CLASS);
		boolean own = file != null && (file.getProtocol().equals("file") || (!jar.isEmpty() && jar(file).equals(jar)));
		if (!own) {
			return Set.of();
		}
		try (InputStream content = file.openStream()) {
			byte[] bytes = content.readAllBytes();
			this.fingerprint.add(name);
			this.fingerprint.add(bytes);
			return named(new ClassReader(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String jar(URL file) {
		int end = file.toString().indexOf("!/");
		return (end > 0) ? file.toString().substring(0, end) : "";
	}

	private static Set<String> named(ClassReader reader) {
		Set<String> names = new TreeSet<>();
		char[] buffer = new char[reader.getMaxStringLength()];
		for (int index = 1; index < reader.getItemCount(); index++) {
			int offset = reader.getItem(index);
			if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
				String name = reader.readUTF8(offset, buffer);
				if (name != null && !name.startsWith("[")) {
					names.add(name);
				}
			}
		}
		return names;
	}

	/**
	 * Adds the files on the class path of the application that are no classes, once.
	 */
	void addResources() {
		if (this.resourcesAdded) {
			return;
		}
		this.resourcesAdded = true;
		try {
			for (URL root : Collections.list(this.classLoader.getResources(""))) {
				if (root.getProtocol().equals("file")) {
					addFiles(Path.of(URI.create(root.toString())));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void addFiles(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			for (Path file : files.filter(Files::isRegularFile)
				.filter((candidate) -> !candidate.toString().endsWith(CLASS))
				.sorted()
				.toList()) {
				this.fingerprint.add(root.relativize(file).toString());
				this.fingerprint.add(Files.readAllBytes(file));
			}
		}
	}

}
