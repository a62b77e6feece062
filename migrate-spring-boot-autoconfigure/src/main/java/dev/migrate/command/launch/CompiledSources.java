package dev.migrate.command.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The sources of the application, which are to be compiled before it runs, but only if
 * one has changed since they were.
 */
final class CompiledSources {

	/** The file whose time says when the sources were compiled. */
	static final String STAMP = "compiled";

	private final Path folder;

	private final Launch launch;

	CompiledSources(Path folder, Launch launch) {
		this.folder = folder;
		this.launch = launch;
	}

	/**
	 * Compiles the sources if one has changed.
	 * @param command what compiles them, for the shell
	 * @return the exit code of the command, 0 if nothing had to be done
	 */
	int compile(String command) throws IOException, InterruptedException {
		if (!changes().any()) {
			return 0;
		}
		// Another command may be compiling right now.
		try (FileChannel channel = FileChannel.open(this.folder.resolve("compile.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			channel.lock();
			Changes changes = changes();
			if (!changes.any()) {
				return 0;
			}
			FileTime start = now();
			if (changes.since == null || !copy(changes)) {
				deleteRemoved(changes);
				System.err.println("Compiling the sources that have changed ...");
				int exitCode = Shell.process(command).start().waitFor();
				if (exitCode != 0) {
					return exitCode;
				}
			}
			stamp(start);
			return 0;
		}
	}

	/**
	 * Returns the time as the file system counts it.
	 */
	private FileTime now() throws IOException {
		Path file = this.folder.resolve("now." + ProcessHandle.current().pid());
		Files.writeString(file, "");
		FileTime now = Files.getLastModifiedTime(file);
		Files.delete(file);
		return now;
	}

	private Changes changes() throws IOException {
		Path stamp = this.folder.resolve(STAMP);
		Changes changes = new Changes(Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : null);
		for (Path source : this.launch.sources()) {
			if (Files.exists(source)) {
				Files.walkFileTree(source, changes);
			}
		}
		// A folder that the build has left out, having no sources for it, is none that is
		// missing.
		List<String> leftOut = (changes.since != null) ? Files.readAllLines(stamp) : List.of();
		missing().stream().filter((folder) -> !leftOut.contains(folder.toString())).forEach(changes.found::add);
		return changes;
	}

	private List<Path> missing() {
		return this.launch.folders().stream().filter((folder) -> !Files.exists(folder)).toList();
	}

	private void stamp(FileTime time) throws IOException {
		List<String> leftOut = missing().stream().map(Path::toString).toList();
		Path stamp = Files.write(this.folder.resolve(STAMP), leftOut);
		Files.setLastModifiedTime(stamp, time);
	}

	/**
	 * Notes which folders the build has left out that has just run.
	 */
	static void noteMissing(Path folder, Launch launch) throws IOException {
		Path stamp = folder.resolve(STAMP);
		if (Files.exists(stamp)) {
			new CompiledSources(folder, launch).stamp(Files.getLastModifiedTime(stamp));
		}
	}

	/**
	 * Copies the changed files if they are SQL scripts that the build copies as they are.
	 * That takes the build tool some seconds.
	 * @return {@code false} if the build tool is needed
	 */
	private boolean copy(Changes changes) throws IOException {
		List<Map.Entry<Path, Path>> copies = new ArrayList<>();
		for (Path file : changes.found) {
			Path copy = copyOf(file);
			if (copy == null || (Files.isDirectory(file) ? !isAddedTo(file, copy) : !isScript(file))) {
				return false;
			}
			if (!Files.isDirectory(file)) {
				copies.add(Map.entry(file, copy));
			}
		}
		for (Map.Entry<Path, Path> copy : copies) {
			Path parent = copy.getValue().getParent();
			if (parent != null) {
				Files.createDirectories(parent);
			}
			Files.copy(copy.getKey(), copy.getValue(), StandardCopyOption.REPLACE_EXISTING);
		}
		return true;
	}

	/**
	 * Deletes the copies of scripts whose sources were removed. Maven leaves them, and
	 * writes those again that come from elsewhere.
	 */
	private void deleteRemoved(Changes changes) throws IOException {
		for (Path folder : changes.found) {
			Path copy = Files.isDirectory(folder) ? copyOf(folder) : null;
			if (changes.since != null && copy != null && Files.isDirectory(copy)) {
				for (Path file : removed(folder, copy)) {
					Files.delete(file);
				}
			}
		}
	}

	private static List<Path> removed(Path folder, Path copy) throws IOException {
		try (Stream<Path> files = Files.list(copy)) {
			return files.filter(CompiledSources::isScript)
				.filter((file) -> !Files.exists(folder.resolve(file.getFileName().toString())))
				.toList();
		}
	}

	private static boolean isScript(Path file) {
		String path = file.toString().replace('\\', '/');
		return path.toLowerCase(Locale.ROOT).endsWith(".sql") || path.endsWith(".csv") || path.contains("/db/data/")
				|| file.endsWith("accepted-differences.json") || file.endsWith("declared-objects.txt");
	}

	private @Nullable Path copyOf(Path file) {
		for (Map.Entry<Path, String> entry : this.launch.copied().entrySet()) {
			if (file.startsWith(entry.getKey())) {
				return Path.of(entry.getValue()).resolve(entry.getKey().relativize(file));
			}
		}
		return null;
	}

	/**
	 * Returns whether nothing was removed from a folder, and everything in it that is new
	 * is a script.
	 */
	private static boolean isAddedTo(Path folder, Path copy) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				if (!Files.exists(copy.resolve(file.getFileName().toString())) && !Files.isDirectory(file)
						&& !isScript(file)) {
					return false;
				}
			}
		}
		return !Files.isDirectory(copy) || removed(folder, copy).isEmpty();
	}

	/**
	 * Collects the files and folders that have changed since a time.
	 */
	static final class Changes extends SimpleFileVisitor<Path> {

		private final List<Path> found = new ArrayList<>();

		private final @Nullable FileTime since;

		Changes(@Nullable FileTime since) {
			this.since = since;
		}

		boolean any() {
			return !this.found.isEmpty() || this.since == null;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
			String name = String.valueOf(folder.getFileName());
			if (name.startsWith(".") || name.equals("node_modules")) {
				return FileVisitResult.SKIP_SUBTREE;
			}
			return visitFile(folder, attributes);
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (this.since != null && attributes.lastModifiedTime().compareTo(this.since) >= 0) {
				this.found.add(file);
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
