package dev.migrate.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The checksum of an SQL script.
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
		MessageDigest digest = sha256();
		for (String section : sections) {
			byte[] bytes = splitter.normalize(section).getBytes(StandardCharsets.UTF_8);
			// The length keeps a statement from moving between sections unnoticed.
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
