package dev.migrate.test.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short text for long ones, which is another one if they are.
 */
final class Fingerprint {

	private static final int LENGTH = 32;

	private final MessageDigest digest;

	Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String of(Iterable<String> texts) {
		Fingerprint fingerprint = new Fingerprint();
		texts.forEach(fingerprint::add);
		return fingerprint.text();
	}

	void add(String text) {
		add(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The length keeps two texts from being one.
	 */
	void add(byte[] bytes) {
		this.digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
		this.digest.update(bytes);
	}

	String text() {
		return HexFormat.of().formatHex(this.digest.digest()).substring(0, LENGTH);
	}

}
