package dev.migrate.script.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, read no further than they are asked for: as a rule the
 * header of a script is in the first read.
 */
final class ScriptLines {

	private static final int FIRST_READ = 1024;

	private final InputStream input;

	private byte[] buffer = new byte[FIRST_READ];

	private int position;

	private int end;

	/**
	 * What the first read has found, if every byte is a character and lines end as usual.
	 * Java's own search for their ends is fast at once, a loop of ours only later.
	 */
	private @Nullable String plain;

	ScriptLines(InputStream input) {
		this.input = input;
	}

	/**
	 * Returns the next line, without what ends it, or {@code null} if there is none.
	 * @throws CharacterCodingException if it is not in UTF-8
	 */
	@Nullable String next() throws IOException {
		if (this.plain == null) {
			this.plain = has(0) ? plain() : "";
		}
		int lineEnd = this.plain.indexOf('\n', this.position);
		if (lineEnd >= 0) {
			String line = this.plain.substring(this.position, lineEnd);
			this.position = lineEnd + 1;
			return line;
		}
		this.plain = "";
		return nextOfAnyKind();
	}

	private String plain() {
		String text = new String(this.buffer, 0, this.end, StandardCharsets.UTF_8);
		boolean ascii = text.length() == this.end && text.indexOf('\uFFFD') < 0;
		return (ascii && text.indexOf('\r') < 0) ? text : "";
	}

	private @Nullable String nextOfAnyKind() throws IOException {
		int length = 0;
		boolean ascii = true;
		while (has(length)) {
			byte character = this.buffer[this.position + length];
			if (character == '\n' || character == '\r') {
				String line = decode(length, ascii);
				boolean two = character == '\r' && has(length + 1) && this.buffer[this.position + length + 1] == '\n';
				this.position += length + (two ? 2 : 1);
				return line;
			}
			ascii &= character >= 0;
			length++;
		}
		if (length == 0) {
			return null;
		}
		String line = decode(length, ascii);
		this.position = this.end;
		return line;
	}

	/**
	 * Reads on until there is a byte at a distance from the position.
	 */
	private boolean has(int distance) throws IOException {
		while (this.position + distance >= this.end) {
			if (this.end == this.buffer.length) {
				makeRoom();
			}
			int count = this.input.read(this.buffer, this.end, this.buffer.length - this.end);
			if (count < 0) {
				return false;
			}
			this.end += count;
		}
		return true;
	}

	private void makeRoom() {
		int rest = this.end - this.position;
		byte[] room = (rest > this.buffer.length / 2) ? new byte[this.buffer.length * 2] : this.buffer;
		System.arraycopy(this.buffer, this.position, room, 0, rest);
		this.buffer = room;
		this.position = 0;
		this.end = rest;
	}

	private String decode(int length, boolean ascii) throws CharacterCodingException {
		if (ascii) {
			return new String(this.buffer, this.position, length, StandardCharsets.US_ASCII);
		}
		return StandardCharsets.UTF_8.newDecoder()
			.decode(ByteBuffer.wrap(this.buffer, this.position, length))
			.toString();
	}

}
