package dev.migrate.text;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Strings and names as Kotlin writes them.
 */
public final class KotlinLiterals {

	private static final Set<String> KEYWORDS = Set.of("as", "break", "class", "continue", "do", "else", "false", "for",
			"fun", "if", "in", "interface", "is", "null", "object", "package", "return", "super", "this", "throw",
			"true", "try", "typealias", "typeof", "val", "var", "when", "while");

	private KotlinLiterals() {
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
		return ofJava(JavaLiterals.escaped(value)).replace("$", "\\$");
	}

	/**
	 * Takes an escape out of a literal of Java that Kotlin does not have.
	 */
	public static String ofJava(String literal) {
		return literal.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\f", "$1\\\\u000c");
	}

	/**
	 * Returns a name, each part of which may be a word of the language.
	 * @param name a name such as {@code com.acme.object.Types}
	 */
	public static String name(String name) {
		return Stream.of(name.split("\\.", -1))
			.map((part) -> KEYWORDS.contains(part) ? "`" + part + "`" : part)
			.collect(Collectors.joining("."));
	}

}
