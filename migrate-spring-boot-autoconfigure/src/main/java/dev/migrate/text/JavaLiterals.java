package dev.migrate.text;

/**
 * Strings and characters as Java writes them: what can be read stands as it is, what is
 * invisible is escaped.
 */
public final class JavaLiterals {

	private JavaLiterals() {
	}

	/**
	 * Returns a literal.
	 */
	public static String literal(String value) {
		return '"' + escaped(value) + '"';
	}

	/**
	 * Returns a string as it stands between the quotes of a literal.
	 */
	public static String escaped(String value) {
		StringBuilder escaped = new StringBuilder();
		value.codePoints().forEach((c) -> escaped.append((c == '"') ? "\\\"" : escaped(c)));
		return escaped.toString();
	}

	/**
	 * Returns a literal.
	 */
	public static String literal(char value) {
		return "'" + ((value == '\'') ? "\\'" : escaped(value)) + "'";
	}

	/**
	 * Returns a character as it stands in a literal, escaped if it cannot be seen.
	 */
	public static String escaped(int c) {
		return switch (c) {
			case '\\' -> "\\\\";
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			case '\b' -> "\\b";
			case '\f' -> "\\f";
			default -> isInvisible(c) ? unicode(c) : Character.toString(c);
		};
	}

	private static boolean isInvisible(int c) {
		return c != ' ' && switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
				true;
			default -> false;
		};
	}

	private static String unicode(int codePoint) {
		StringBuilder escapes = new StringBuilder();
		for (char unit : Character.toChars(codePoint)) {
			escapes.append("\\u%04x".formatted((int) unit));
		}
		return escapes.toString();
	}

}
