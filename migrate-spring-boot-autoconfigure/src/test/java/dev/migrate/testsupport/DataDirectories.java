package dev.migrate.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Where the servers of this JVM keep their databases: in memory, where Linux has a file
 * system for it. A database has hundreds of files, which some file systems create the
 * slower the more have just been deleted.
 */
final class DataDirectories {

	private static final Path MEMORY = Path.of("/dev/shm");

	private static final long ROOM = 2L << 30;

	private static final Pattern NAME = Pattern.compile("migrate-test-(\\d+)-\\d+");

	private DataDirectories() {
	}

	/**
	 * Returns the folder for the data of a server.
	 * @param version the major version of the server
	 * @return the folder, which need not exist, or empty if there is no room in memory
	 */
	static Optional<Path> of(int version) throws IOException {
		if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
			return Optional.empty();
		}
		deleteAbandoned();
		return Optional.of(MEMORY.resolve("migrate-test-%d-%d".formatted(ProcessHandle.current().pid(), version)));
	}

	/**
	 * Deletes what processes have left that were killed.
	 */
	private static void deleteAbandoned() throws IOException {
		List<Path> abandoned;
		try (Stream<Path> folders = Files.list(MEMORY)) {
			abandoned = folders.filter((folder) -> isAbandoned(folder.getFileName().toString())).toList();
		}
		for (Path folder : abandoned) {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private static boolean isAbandoned(String name) {
		Matcher matcher = NAME.matcher(name);
		return matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
	}

}
