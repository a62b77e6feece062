package dev.migrate.schema.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that are made up of others and stay within what a database keeps.
 */
final class ShortName {

	static final int MAX_BYTES = 63;

	private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

	private static final int DIGITS_OF_A_NAME = 12;

	private static final int DIGITS_OF_AN_EXPRESSION = 8;

	private ShortName() {
	}

	/**
	 * Returns a name as it is if it is short enough, else its beginning and a digest of
	 * it.
	 */
	static String of(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= MAX_BYTES) {
			return name;
		}
		String suffix = "_" + digest(name, DIGITS_OF_A_NAME);
		return cut(name, MAX_BYTES - suffix.length()) + suffix;
	}

	/**
	 * Returns the beginning of a name, at most so many bytes and no half of a character.
	 */
	static String cut(String name, int length) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		int end = Math.min(length, bytes.length);
		while (end < bytes.length && isContinuation(bytes[end])) {
			end--;
		}
		return new String(bytes, 0, end, StandardCharsets.UTF_8);
	}

	/**
	 * Returns a word for an SQL expression: the identifiers in it and a digest, because
	 * {@code a + b} and {@code a - b} have the same.
	 */
	static String ofExpression(String sql) {
		String words = IDENTIFIER.matcher(sql).results().map(MatchResult::group).collect(Collectors.joining("_"));
		String digest = digest(sql.strip(), DIGITS_OF_AN_EXPRESSION);
		return words.isEmpty() ? "expr_" + digest : words + "_" + digest;
	}

	private static String digest(String text, int digits) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, digits);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static boolean isContinuation(byte utf8) {
		return (utf8 & 0xC0) == 0x80;
	}

}
