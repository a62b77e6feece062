package dev.migrate.testsupport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Where the servers of this JVM keep their databases: in memory, where Linux has a file
 * system for it. A database has hundreds of files, which some file systems create the
 * slower the more have just been deleted.
 * <p>
 * The folder of a JVM has a file that the JVM keeps locked. The system unlocks it however
 * the JVM ends, and also tells those apart that count their processes for themselves,
 * such as containers. What has been left is deleted by the next JVM.
 */
final class DataDirectories {

	private static final String PREFIX = "migrate-test-";

	private static final String LOCK = "lock";

	private static final String CREATING = "migrate-test.%s.lock".formatted(System.getProperty("user.name"));

	private static final long ROOM = 2L << 30;

	private static final DataDirectories inMemory = new DataDirectories(Path.of("/dev/shm"));

	private final Path parent;

	private @Nullable Path folder;

	// The system unlocks the file when this is collected.
	@SuppressWarnings("unused")
	private @Nullable FileLock lock;

	DataDirectories(Path parent) {
		this.parent = parent;
	}

	/**
	 * Returns the folder for the data of a server.
	 * @param version the major version of the server
	 * @return the folder, which does not exist, or empty if there is no room in memory
	 */
	static Optional<Path> of(int version) throws IOException {
		Path memory = inMemory.parent;
		if (!Files.isWritable(memory) || Files.getFileStore(memory).getUsableSpace() < ROOM) {
			return Optional.empty();
		}
		return Optional.of(inMemory.folder().resolve(String.valueOf(version)));
	}

	/**
	 * Returns the folder of this JVM, which is created and locked when first asked for.
	 */
	synchronized Path folder() throws IOException {
		if (this.folder == null) {
			// Nobody else takes the folder for abandoned before it is locked.
			try (FileChannel others = open(this.parent.resolve(CREATING))) {
				others.lock();
				deleteAbandoned();
				this.folder = Files.createTempDirectory(this.parent, PREFIX);
				this.lock = open(this.folder.resolve(LOCK)).lock();
			}
		}
		return this.folder;
	}

	private void deleteAbandoned() throws IOException {
		List<Path> folders;
		try (Stream<Path> files = Files.list(this.parent)) {
			folders = files.filter((file) -> file.getFileName().toString().startsWith(PREFIX)).toList();
		}
		for (Path abandoned : folders) {
			try {
				if (!isLocked(abandoned.resolve(LOCK))) {
					FileSystemUtils.deleteRecursively(abandoned);
				}
			}
			catch (IOException ex) {
				// A server that outlived its JVM is just deleting it, or it belongs to
				// another user.
			}
		}
	}

	private static boolean isLocked(Path file) throws IOException {
		if (!Files.exists(file)) {
			return false;
		}
		try (FileChannel channel = open(file); FileLock lock = channel.tryLock()) {
			return lock == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	private static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
	}

}
