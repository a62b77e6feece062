package dev.migrate.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The checksum of a script.
 */
public final class ScriptChecksum {

	private ScriptChecksum() {
	}

	/**
	 * Returns the checksum of the sections of a script. To be the same in every
	 * environment it is taken of texts whose placeholders are not replaced.
	 * @param splitter the splitter of the database that the script is written for
	 * @param sections the texts of the sections, in a fixed order
	 * @return 64 hexadecimal characters
	 */
	public static String of(StatementSplitter splitter, List<String> sections) {
		return of(sections.stream().map(splitter::normalize).toList());
	}

	/**
	 * Returns the checksum of a script in parts.
	 * @param parts the normal forms of the parts, in a fixed order
	 * @return 64 hexadecimal characters
	 */
	public static String of(List<String> parts) {
		MessageDigest digest = sha256();
		for (String part : parts) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			// The length keeps a statement from moving between parts unnoticed.
			digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
			digest.update(bytes);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
