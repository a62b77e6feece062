package dev.migrate.dialect.tenant;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Patterns for names of schemas, in which {@code *} stands for any characters and
 * {@code ?} for one.
 */
public final class SchemaPatterns {

	private SchemaPatterns() {
	}

	/**
	 * Returns whether a text is a pattern rather than a name.
	 */
	public static boolean isPattern(String text) {
		return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
	}

	/**
	 * Returns what a name must match as a whole.
	 */
	public static Pattern compile(String pattern) {
		return Pattern.compile(pattern.codePoints().mapToObj((character) -> switch (character) {
			case '*' -> ".*";
			case '?' -> ".";
			default -> Pattern.quote(Character.toString(character));
		}).collect(Collectors.joining()), Pattern.DOTALL);
	}

	/**
	 * Returns the pattern of a {@code LIKE} without an {@code ESCAPE}.
	 */
	public static String like(String pattern) {
		return pattern.codePoints().mapToObj((character) -> switch (character) {
			case '*' -> "%";
			case '?' -> "_";
			case '%', '_', '\\' -> "\\" + Character.toString(character);
			default -> Character.toString(character);
		}).collect(Collectors.joining());
	}

}
