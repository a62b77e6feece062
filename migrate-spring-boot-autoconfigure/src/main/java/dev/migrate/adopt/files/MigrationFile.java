package dev.migrate.adopt.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrate.adopt.AdoptionReport;
import org.jspecify.annotations.Nullable;

/**
 * A file with a way up or down.
 *
 * @param version its version, as it is written
 * @param message what it does, in a few words, or empty
 * @param path where it is, for people to read
 * @param file the file
 */
record MigrationFile(String version, String message, String path, Path file) {

	/**
	 * Reads the file.
	 * @return its text without a byte order mark, or {@code null} if it cannot be read,
	 * which is a mistake
	 */
	@Nullable String read(Charset encoding, AdoptionReport report) {
		try {
			String text = encoding.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(Files.readAllBytes(this.file)))
				.toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			report.mistake(this.path,
					"it is not encoded in %s. Name its encoding with --encoding.".formatted(encoding));
		}
		catch (IOException ex) {
			report.mistake(this.path, "it cannot be read: %s.".formatted(ex));
		}
		return null;
	}

}
