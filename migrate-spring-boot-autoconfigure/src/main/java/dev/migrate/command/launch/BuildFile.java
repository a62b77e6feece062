package dev.migrate.command.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A file that the class path depends on, such as {@code pom.xml}.
 */
public final class BuildFile {

	private BuildFile() {
	}

	/**
	 * Returns the checksum of a file.
	 * @param file the file
	 * @return the checksum, or an empty text if there is no such file
	 * @throws IOException if the file cannot be read
	 */
	public static String checksum(Path file) throws IOException {
		if (!Files.isRegularFile(file)) {
			return "";
		}
		CRC32 checksum = new CRC32();
		checksum.update(Files.readAllBytes(file));
		return Long.toHexString(checksum.getValue());
	}

}
