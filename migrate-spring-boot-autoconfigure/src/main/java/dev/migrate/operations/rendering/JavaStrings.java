package dev.migrate.operations.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.operations.rendering.JavaExpression.Call;
import dev.migrate.operations.rendering.JavaExpression.StringLiteral;
import dev.migrate.operations.rendering.JavaExpression.TextBlock;
import dev.migrate.text.JavaLiterals;

/**
 * Strings and characters as Java writes them: what can be read stands as it is, what is
 * invisible is escaped, and text of several lines becomes a text block.
 */
final class JavaStrings {

	/**
	 * How many bytes a constant of a class file holds.
	 */
	private static final int LONGEST_CONSTANT = 65535;

	/**
	 * As many characters fit into a constant whatever they are.
	 */
	private static final int CHUNK = LONGEST_CONSTANT / 3;

	/**
	 * How long the lines of a text block may be.
	 */
	private static final int WIDTH = 95;

	/**
	 * As wide as a tab is, which stands as it is in a text block.
	 */
	private static final String TAB = " ".repeat(SourceLayout.TAB);

	private JavaStrings() {
	}

	static JavaExpression expression(String value) {
		if (value.chars().map(JavaStrings::constantBytes).sum() > LONGEST_CONSTANT) {
			return chunks(value);
		}
		return isText(value) ? new TextBlock(value, block(value)) : new StringLiteral(value);
	}

	private static int constantBytes(int unit) {
		if (unit > 0 && unit < 0x80) {
			return 1;
		}
		return (unit < 0x800) ? 2 : 3;
	}

	private static JavaExpression chunks(String value) {
		List<JavaExpression> arguments = new ArrayList<>(List.of(new StringLiteral("")));
		for (int start = 0; start < value.length();) {
			int end = Math.min(start + CHUNK, value.length());
			if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
				end--;
			}
			arguments.add(new StringLiteral(value.substring(start, end)));
			start = end;
		}
		return Call.of("String.join", arguments);
	}

	/**
	 * Returns whether a text block reads better than a literal, and can hold the value:
	 * the compiler strips white space from its lines before it reads escapes such as that
	 * of an em space.
	 */
	private static boolean isText(String value) {
		int end = value.indexOf('\n');
		return end >= 0 && value.substring(end).chars().anyMatch((c) -> c != '\n') && value.codePoints()
			.noneMatch((c) -> Character.isWhitespace(c) && JavaLiterals.escaped(c).startsWith("\\u"));
	}

	private static List<String> block(String value) {
		String[] lines = value.split("\n", -1);
		List<String> block = new ArrayList<>();
		boolean flush = false;
		for (int i = 0; i < lines.length; i++) {
			boolean last = i + 1 == lines.length;
			List<String> parts = words(lines[i], WIDTH, (part) -> JavaLiterals.escaped(part).replace("\\t", TAB));
			for (String part : parts.subList(0, parts.size() - 1)) {
				block.add(continued(part));
			}
			block.add(blockLine(parts.get(parts.size() - 1), last));
			flush |= !lines[i].isEmpty() && " \t".indexOf(lines[i].charAt(0)) < 0;
		}
		int end = block.size() - 1;
		if (!flush && !block.get(end).isEmpty()) {
			// The indentation of the closing delimiter keeps that of the lines.
			block.set(end, block.get(end) + "\\");
			block.add("");
		}
		return block;
	}

	/**
	 * Divides a text into parts of a certain length, if possible before words.
	 */
	static List<String> words(String text, int length) {
		return words(text, length, JavaLiterals::escaped);
	}

	/**
	 * Divides a text into parts of a certain length once they are written, if possible
	 * before words.
	 */
	static List<String> words(String text, int length, UnaryOperator<String> escaped) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		int end = 0;
		int last = -1;
		while (end < text.length()) {
			int c = text.codePointAt(end);
			if (end > start && c != ' ' && text.charAt(end - 1) == ' ') {
				last = end;
			}
			end += Character.charCount(c);
			if (escaped.apply(text.substring(start, end)).length() > length && end - start > 1) {
				int next = (last > start) ? last : end - Character.charCount(c);
				if (next > start) {
					parts.add(text.substring(start, next));
					start = next;
				}
			}
		}
		parts.add(text.substring(start));
		return parts;
	}

	private static String blockLine(String line, boolean last) {
		StringBuilder written = new StringBuilder();
		boolean quoted = escape(line, written);
		int end = written.length() - 1;
		if (end >= 0 && (written.charAt(end) == ' ' || written.charAt(end) == '\t')) {
			written.replace(end, end + 1, (written.charAt(end) == ' ') ? "\\s" : "\\t");
		}
		else if (last && quoted) {
			written.insert(end, '\\');
		}
		return written.toString();
	}

	private static String continued(String part) {
		StringBuilder written = new StringBuilder();
		escape(part, written);
		return written.append('\\').toString();
	}

	/**
	 * Returns whether the text ends with a quote that is not escaped.
	 */
	private static boolean escape(String line, StringBuilder written) {
		int quotes = 0;
		for (int c : line.codePoints().toArray()) {
			quotes = (c == '"') ? quotes + 1 : 0;
			if (quotes == 3) {
				written.append("\\\"");
				quotes = 0;
			}
			else {
				written.append((c == '"') ? "\"" : (c == '\t') ? "\t" : JavaLiterals.escaped(c));
			}
		}
		return quotes > 0;
	}

}
