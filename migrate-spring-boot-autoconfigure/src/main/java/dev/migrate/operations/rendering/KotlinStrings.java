package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.migrate.text.JavaLiterals;
import dev.migrate.text.KotlinLiterals;

/**
 * Raw strings of Kotlin, and strings of several lines.
 */
final class KotlinStrings {

	/**
	 * How long the lines of a raw string may be, which cannot be broken.
	 */
	private static final int LONGEST_LINE = 95;

	private KotlinStrings() {
	}

	/**
	 * Returns whether a raw string can hold a text so that it can be read: it has no
	 * escapes, and its lines cannot be broken.
	 */
	static boolean isRaw(String value) {
		return raw(value).stream().allMatch((line) -> line.length() <= LONGEST_LINE) && lineFeeds(value).codePoints()
			.allMatch((c) -> "\n\t\"\\".indexOf(c) >= 0 || JavaLiterals.escaped(c).equals(Character.toString(c)));
	}

	/**
	 * Returns the lines of a raw string, without those of its delimiters.
	 */
	static List<String> raw(String value) {
		String margin = hasOwnIndentation(value) ? "|" : "";
		String text = lineFeeds(value).replaceAll("\\$(?=[\\p{L}_{`])", "\\${'\\$'}")
			.replace("\"\"\"", "${\"\\\"\\\"\\\"\"}");
		return Arrays.stream(text.split("\n", -1))
			.map((line) -> (line.isEmpty() && margin.isEmpty()) ? "" : margin + visible(line))
			.toList();
	}

	/**
	 * Returns a line whose last blank or tab can be seen, which an editor would take
	 * away.
	 */
	private static String visible(String line) {
		String start = line.isEmpty() ? "" : line.substring(0, line.length() - 1);
		return line.endsWith(" ") ? start + "${' '}" : line.endsWith("\t") ? start + "${'\\t'}" : line;
	}

	/**
	 * Returns what is called on a raw string.
	 */
	static String trimming(String value) {
		return (hasOwnIndentation(value) ? ".trimMargin()" : ".trimIndent()")
				+ (lineFeeds(value).equals(value) ? "" : ".replace(\"\\n\", \"\\r\\n\")");
	}

	/**
	 * Returns a text whose lines end as those of the source do, if they all end with a
	 * carriage return, too.
	 */
	private static String lineFeeds(String value) {
		return value.replace("\r\n", "").contains("\n") ? value : value.replace("\r\n", "\n");
	}

	private static boolean hasOwnIndentation(String value) {
		return value.lines()
			.filter((line) -> !line.isBlank())
			.allMatch((line) -> Character.isWhitespace(line.charAt(0)));
	}

	/**
	 * Divides a text at its line ends and into parts of a certain length.
	 */
	static List<String> parts(String value, int length) {
		List<String> parts = new ArrayList<>();
		for (String line : value.split("(?<=\n)", -1)) {
			if (!line.isEmpty()) {
				parts.addAll(JavaStrings.words(line, length, KotlinLiterals::escaped));
			}
		}
		return parts.isEmpty() ? List.of("") : parts;
	}

}
