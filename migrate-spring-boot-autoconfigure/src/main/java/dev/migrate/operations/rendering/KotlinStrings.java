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
	 * Returns whether a raw string can hold a text so that it can be read, which has no
	 * escapes, and whose blanks at the end of a line an editor takes away.
	 */
	static boolean isRaw(String value) {
		return !value.contains("\"\"\"") && !value.endsWith("\"")
				&& Arrays.stream(value.split("\n", -1))
					.allMatch((line) -> line.length() <= LONGEST_LINE && line.equals(line.stripTrailing())
							&& line.codePoints()
								.allMatch((c) -> c == '\t' || c == '"' || c == '\\'
										|| JavaLiterals.escaped(c).equals(Character.toString(c))));
	}

	/**
	 * Returns the lines of a raw string, without those of its delimiters.
	 */
	static List<String> raw(String value) {
		String margin = hasOwnIndentation(value) ? "|" : "";
		return Arrays.stream(value.replaceAll("\\$(?=[\\p{L}_{`])", "\\${'\\$'}").split("\n", -1))
			.map((line) -> (line.isEmpty() && margin.isEmpty()) ? "" : margin + line)
			.toList();
	}

	/**
	 * Returns what is called on a raw string.
	 */
	static String trimming(String value) {
		return hasOwnIndentation(value) ? ".trimMargin()" : ".trimIndent()";
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
