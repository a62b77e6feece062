package dev.migrate.script.index;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrate.testsupport.SourceCompiler;

/**
 * A directory of the class path that a test fills, and can pack into a jar.
 */
public final class ClassPathRoot {

	private final Path directory;

	public ClassPathRoot(Path directory) {
		this.directory = directory;
	}

	public ClassPathRoot sql(String path, String id) {
		return file(path, "-- revision: " + id + "\n-- migrate:upgrade\n-- migrate:downgrade none\n");
	}

	public ClassPathRoot file(String path, String content) {
		try {
			Path file = this.directory.resolve(path);
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			Files.writeString(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compiles a class into this root.
	 * @param name the name of the class
	 * @param source its source, without the package
	 * @return this
	 */
	public ClassPathRoot java(String name, String source) {
		try {
			Files.createDirectories(this.directory);
			Path sources = Files.createTempDirectory(this.directory.getParent(), "sources");
			Path file = Files.writeString(sources.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java"),
					"package " + name.substring(0, name.lastIndexOf('.')) + "; import dev.migrate.Revision; " + source);
			SourceCompiler.compile(this.directory, List.of(file));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Packs this root into a jar beside it.
	 * @param directories whether the jar has entries for its folders
	 * @return the URL of the jar
	 */
	public URL jar(boolean directories) {
		Path jar = this.directory.resolveSibling(this.directory.getFileName() + ".jar");
		try (OutputStream file = Files.newOutputStream(jar);
				ZipOutputStream zip = new ZipOutputStream(file);
				Stream<Path> paths = Files.walk(this.directory)) {
			for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
				boolean folder = Files.isDirectory(path);
				String name = this.directory.relativize(path).toString().replace('\\', '/');
				if (!name.isEmpty() && (!folder || directories)) {
					zip.putNextEntry(new ZipEntry(folder ? name + "/" : name));
					if (!folder) {
						Files.copy(path, zip);
					}
				}
			}
			return url(jar);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URL url() {
		return url(this.directory);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
