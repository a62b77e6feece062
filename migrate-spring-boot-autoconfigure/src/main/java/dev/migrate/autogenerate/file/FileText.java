package dev.migrate.autogenerate.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the text of a file in UTF-8, with or without a byte order mark, with the ends of
 * lines of any platform.
 */
final class FileText {

	private static final int MEGABYTES = 8;

	private static final int LIMIT = MEGABYTES << 20;

	private FileText() {
	}

	/**
	 * Reads a file.
	 * @return its text, the lines ended by <code>\n</code> if the first one ends like on
	 * Windows
	 */
	static String read(DataFiles.DataFile file) {
		String text = decode(file.location(), bytes(file));
		String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
		int end = marked.indexOf('\n');
		return (end > 0 && marked.charAt(end - 1) == '\r') ? marked.replace("\r\n", "\n") : marked;
	}

	private static byte[] bytes(DataFiles.DataFile file) {
		try (InputStream input = file.content().getInputStream()) {
			byte[] bytes = input.readNBytes(LIMIT + 1);
			if (bytes.length > LIMIT) {
				throw InvalidDataFileException.tooLarge(file.location(), MEGABYTES);
			}
			return bytes;
		}
		catch (IOException ex) {
			throw InvalidDataFileException.unreadable(file.location(), ex);
		}
	}

	private static String decode(String location, byte[] bytes) {
		ByteBuffer input = ByteBuffer.wrap(bytes);
		CharBuffer output = CharBuffer.allocate(bytes.length);
		CoderResult result = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.decode(input, output, true);
		try {
			if (result.isError()) {
				result.throwException();
			}
		}
		catch (CharacterCodingException ex) {
			int line = 1;
			for (int i = 0; i < input.position(); i++) {
				line += (bytes[i] == '\n') ? 1 : 0;
			}
			throw InvalidDataFileException.encoding(location, line);
		}
		return output.flip().toString();
	}

}
