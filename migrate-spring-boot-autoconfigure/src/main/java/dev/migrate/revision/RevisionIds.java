package dev.migrate.revision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes revision ids, of 12 hexadecimal digits, and checks those that others have made.
 */
public final class RevisionIds {

	private static final int BYTES = 6;

	private RevisionIds() {
	}

	/**
	 * Returns a new id from a secure random source.
	 * @return 12 hexadecimal digits
	 */
	public static String random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Returns the id of the revision that merges the given ones. It depends on nothing
	 * but their ids, in whatever order, so that two people who merge the same heads make
	 * the same revision instead of two heads more.
	 * @param downRevisions the full ids of the revisions to merge
	 * @return 12 hexadecimal digits
	 */
	public static String merging(Collection<String> downRevisions) {
		String text = String.join("\n", new TreeSet<>(downRevisions));
		return HexFormat.of().formatHex(sha256(text), 0, BYTES);
	}

	/**
	 * Returns what keeps a text from being a revision id.
	 * @param id the text
	 * @return the reason, to follow a colon, such as {@code it is empty}; none if the
	 * text is an id
	 */
	public static Optional<String> mistakeIn(String id) {
		return Optional.ofNullable(RevisionGrammar.mistakeInId(id));
	}

	/**
	 * Returns what keeps a text from being a branch label.
	 * @param label the text
	 * @return the reason, to follow a colon, such as {@code it is empty}; none if the
	 * text is a branch label
	 */
	public static Optional<String> mistakeInLabel(String label) {
		return Optional.ofNullable(RevisionGrammar.mistakeInLabel(label));
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
