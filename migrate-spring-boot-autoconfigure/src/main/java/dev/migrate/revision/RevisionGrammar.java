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

	static final String HEAD = "head";

	static final String HEADS = "heads";

	static final String BASE = "base";

	static final String CURRENT = "current";

	private static final Set<String> WORDS = Set.of(HEAD, HEADS, BASE, CURRENT);

	private RevisionGrammar() {
	}

	static void checkId(String id, String location) {
		String reason = mistakeInId(id);
		if (reason != null) {
			throw InvalidRevisionGraphException.invalidId(id, location, reason);
		}
	}

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

	static void checkLabel(String label, String revision, String location) {
		String reason = null;
		int bad = firstNot(label, false);
		if (label.isEmpty()) {
			reason = "it is empty";
		}
		else if (bad >= 0) {
			reason = "the character '" + label.charAt(bad) + "' at position " + (bad + 1) + " is not allowed";
		}
		else if (label.startsWith("-") || label.endsWith("-")) {
			reason = "it starts or ends with '-'";
		}
		else if (WORDS.contains(label)) {
			reason = "the word has a meaning of its own in revision identifiers";
		}
		else {
			int minus = minusBeforeDigit(label);
			if (minus >= 0) {
				reason = "'" + label.substring(minus) + "' at position " + (minus + 1) + " reads as a number of steps";
			}
		}
		if (reason != null) {
			throw InvalidRevisionGraphException.invalidLabel(label, revision, location, reason);
		}
	}

	/**
	 * Returns the first index of a character that cannot be in a name, or -1.
	 */
	static int firstNot(String name, boolean id) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
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
