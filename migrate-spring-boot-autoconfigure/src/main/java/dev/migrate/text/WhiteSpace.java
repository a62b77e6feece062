package dev.migrate.text;

import java.nio.charset.StandardCharsets;

/**
 * The white space of scripts as they are out there: besides that of ASCII, the blanks of
 * Unicode, its line and paragraph separators, and the characters that nobody sees, such
 * as a byte order mark in the middle of a file that was put together from others. Only
 * <code>\n</code>, <code>\r\n</code> and <code>\r</code> end a line.
 */
public final class WhiteSpace {

	// White space for PostgreSQL from version 16 on.
	private static final char VERTICAL_TAB = '\u000B';

	private static final char NEXT_LINE = '\u0085';

	private static final char LINE_SEPARATOR = '\u2028';

	private static final char PARAGRAPH_SEPARATOR = '\u2029';

	private WhiteSpace() {
	}

	/**
	 * Returns whether a character is white space, that of ASCII or {@link #isForeign
	 * another}.
	 */
	public static boolean is(char character) {
		return character == ' ' || (character >= '\t' && character <= '\r') || isForeign(character);
	}

	/**
	 * Returns whether a character is white space that a server may take for something
	 * else, as a rule for a letter.
	 */
	public static boolean isForeign(char character) {
		return character == VERTICAL_TAB || (character >= NEXT_LINE && (character == NEXT_LINE
				|| Character.isSpaceChar(character) || isInvisible(character) || isJoiner(character)));
	}

	/**
	 * Returns whether a character joins letters or keeps them apart, as some languages
	 * need it in the middle of a word.
	 */
	public static boolean isJoiner(char character) {
		return character == '\u200C' || character == '\u200D';
	}

	private static boolean isInvisible(char character) {
		return switch (character) {
			case '\u00AD', '\u061C', '\u180E', '\u200B', '\u200E', '\u200F', '\uFEFF' -> true;
			default -> isBetween(character, '\u202A', '\u202E') || isBetween(character, '\u2060', '\u206F')
					|| isBetween(character, '\uFFF9', '\uFFFB');
		};
	}

	private static boolean isBetween(char character, char first, char last) {
		return character >= first && character <= last;
	}

	/**
	 * Returns whether some program may have ended a line with a character that ends none
	 * in SQL.
	 */
	public static boolean isForeignLineEnd(char character) {
		return character == NEXT_LINE || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR;
	}

	/**
	 * Returns a text with blanks in place of foreign white space, each in its position.
	 */
	public static String toBlanks(String text) {
		if (isPlain(text)) {
			return text;
		}
		for (int i = 0; i < text.length(); i++) {
			if (isForeign(text.charAt(i))) {
				StringBuilder blanks = new StringBuilder(text);
				for (int j = i; j < text.length(); j++) {
					if (isForeign(text.charAt(j))) {
						blanks.setCharAt(j, ' ');
					}
				}
				return blanks.toString();
			}
		}
		return text;
	}

	/**
	 * Tells most lines without looking at each character: those in ASCII.
	 */
	private static boolean isPlain(String text) {
		return text.indexOf(VERTICAL_TAB) < 0 && text.getBytes(StandardCharsets.UTF_8).length == text.length();
	}

	/**
	 * Returns whether a line ends with a character; <code>\r\n</code> ends it with the
	 * second one.
	 */
	public static boolean isLineEnd(String text, int position) {
		char character = text.charAt(position);
		return character == '\n'
				|| (character == '\r' && (position + 1 == text.length() || text.charAt(position + 1) != '\n'));
	}

	/**
	 * Returns where the line ends that a position is in.
	 * @return the position of the line break, or the length of the text
	 */
	public static int lineEnd(String text, int from) {
		int position = from;
		while (position < text.length() && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
			position++;
		}
		return position;
	}

	/**
	 * Returns where the next line starts.
	 * @param lineEnd the position of a line break, or the length of the text
	 */
	public static int nextLine(String text, int lineEnd) {
		if (lineEnd >= text.length()) {
			return text.length();
		}
		return isLineEnd(text, lineEnd) ? lineEnd + 1 : lineEnd + 2;
	}

	/**
	 * Counts the line ends in a part of a text.
	 */
	public static int lineEnds(String text, int start, int end) {
		int count = 0;
		for (int i = start; i < end; i++) {
			if (isLineEnd(text, i)) {
				count++;
			}
		}
		return count;
	}

	/**
	 * Returns what to call a character that nobody sees.
	 * @return its code point and name, as in {@code U+00A0 (NO-BREAK SPACE)}
	 */
	public static String name(char character) {
		String name = Character.getName(character);
		return "U+%04X%s".formatted((int) character, (name != null) ? " (" + name + ")" : "");
	}

}
