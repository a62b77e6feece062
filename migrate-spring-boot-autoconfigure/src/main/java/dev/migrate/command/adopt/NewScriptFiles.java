package dev.migrate.command.adopt;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.migrate.adopt.AdoptException;
import dev.migrate.script.ScriptFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Copies of the scripts that were just written, in a class path root of their own: the
 * application was built without them, and has others that the sources have, too.
 */
public final class NewScriptFiles implements AutoCloseable {

	private final @Nullable Path root;

	private final List<URLClassLoader> classLoaders = new ArrayList<>();

	private NewScriptFiles(@Nullable Path root) {
		this.root = root;
	}

	public static NewScriptFiles of(List<Path> files) {
		if (files.isEmpty()) {
			return new NewScriptFiles(null);
		}
		try {
			Path copies = Files.createTempDirectory("migrate-adopt");
			NewScriptFiles scripts = new NewScriptFiles(copies);
			for (Path file : files) {
				Path source = sourceRoot(file);
				if (source != null) {
					Path copy = copies.resolve(source.relativize(file).toString());
					Files.createDirectories(Objects.requireNonNull(copy.getParent()));
					Files.copy(file, copy);
				}
			}
			return scripts;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private static @Nullable Path sourceRoot(Path file) {
		Path root = file;
		while (root != null && !root.endsWith(ScriptFormat.SQL.sourceRoot())) {
			root = root.getParent();
		}
		return root;
	}

	/**
	 * Returns what finds the scripts and everything that the application has.
	 */
	public ClassLoader classLoader(ClassLoader application) {
		if (this.root == null) {
			return application;
		}
		try {
			URLClassLoader classLoader = new URLClassLoader(new URL[] { this.root.toUri().toURL() }, application);
			this.classLoaders.add(classLoader);
			return classLoader;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private static AdoptException unreadable(IOException cause) {
		return AdoptException.unreadable("The scripts cannot be copied for the comparison: %s.".formatted(cause),
				"Check that the folder for temporary files is writable and has space left, and run the command again.",
				cause);
	}

	@Override
	public void close() {
		try {
			for (URLClassLoader classLoader : this.classLoaders) {
				classLoader.close();
			}
			if (this.root != null) {
				FileSystemUtils.deleteRecursively(this.root);
			}
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

}
