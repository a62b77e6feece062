package dev.migrate.adopt.flyway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Tells the encoding of a script from its bytes, as Flyway does with
 * {@code detectEncoding}.
 */
final class FlywayEncodings {

	private FlywayEncodings() {
	}

	static Charset detect(byte[] bytes) {
		boolean even = bytes.length % 2 == 0;
		if (even && startsWith(bytes, 0xFE, 0xFF)) {
			return StandardCharsets.UTF_16BE;
		}
		if (even && startsWith(bytes, 0xFF, 0xFE)) {
			return StandardCharsets.UTF_16LE;
		}
		if (even && isLikelyUtf16(bytes)) {
			return StandardCharsets.UTF_16;
		}
		return isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
	}

	private static boolean startsWith(byte[] bytes, int first, int second) {
		return bytes.length >= 2 && Byte.toUnsignedInt(bytes[0]) == first && Byte.toUnsignedInt(bytes[1]) == second;
	}

	private static boolean isLikelyUtf16(byte[] bytes) {
		int zeros = 0;
		for (int i = 1; i < bytes.length; i += 2) {
			zeros += (bytes[i] == 0) ? 1 : -1;
		}
		return zeros > 0;
	}

	private static boolean isUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
