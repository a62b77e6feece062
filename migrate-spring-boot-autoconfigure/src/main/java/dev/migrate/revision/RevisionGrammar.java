package dev.migrate.revision;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a revision id and in a branch label, so that every identifier can be
 * told apart.
 */
final class RevisionGrammar {

	/** The width of the version table's column. */
	static final int MAX_ID_LENGTH = 255;

	private static final Set<String> WORDS = Set.of(RevisionIdentifier.HEAD, RevisionIdentifier.HEADS,
			RevisionIdentifier.BASE, RevisionIdentifier.CURRENT);

	private RevisionGrammar() {
	}

	/**
	 * Returns why a text cannot be a revision id, or {@code null} if it can.
	 */
	static @Nullable String mistakeInId(String id) {
		if (id.isEmpty()) {
			return "it is empty";
		}
		int bad = firstNot(id, true);
		if (bad >= 0) {
			return "the character '" + id.charAt(bad) + "' at position " + (bad + 1) + " is not allowed";
		}
		if (id.length() > MAX_ID_LENGTH) {
			return "it is longer than " + MAX_ID_LENGTH + " characters";
		}
		return WORDS.contains(id) ? "the word has a meaning of its own in revision identifiers" : null;
	}

	/**
	 * Returns why a text cannot be a branch label, or {@code null} if it can.
	 */
	static @Nullable String mistakeInLabel(String label) {
		if (label.isEmpty()) {
			return "it is empty";
		}
		int bad = firstNot(label, false);
		if (bad >= 0) {
			return "the character '" + label.charAt(bad) + "' at position " + (bad + 1) + " is not allowed";
		}
		if (label.startsWith("-") || label.endsWith("-")) {
			return "it starts or ends with '-'";
		}
		if (WORDS.contains(label)) {
			return "the word has a meaning of its own in revision identifiers";
		}
		int minus = minusBeforeDigit(label);
		return (minus >= 0)
				? "'" + label.substring(minus) + "' at position " + (minus + 1) + " reads as a number of steps" : null;
	}

	/**
	 * Returns the first index of a character that cannot be in a name, or -1.
	 */
	static int firstNot(String name, boolean id) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (isDigit(c) || (c >= 'a' && c <= 'z')) {
				continue;
			}
			if (c == '@' || c == '+' || c == ':' || c == ',' || (id && c == '-') || Character.isWhitespace(c)
					|| Character.isISOControl(c)) {
				return i;
			}
		}
		return -1;
	}

	static int minusBeforeDigit(String name) {
		for (int i = 0; i + 1 < name.length(); i++) {
			if (name.charAt(i) == '-' && isDigit(name.charAt(i + 1))) {
				return i;
			}
		}
		return -1;
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

}
