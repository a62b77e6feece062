package dev.migrate.script.java;

import java.util.List;
import java.util.Set;

import dev.migrate.script.java.SourceTokens.Token;

/**
 * Finds the limits of declarations of Kotlin that have no braces to tell them.
 */
final class KotlinTokens {

	private static final Set<String> MODIFIERS = Set.of("public", "private", "internal", "protected", "abstract",
			"open", "final", "sealed", "data", "enum", "annotation", "value", "inline", "noinline", "const", "lateinit",
			"suspend", "operator", "infix", "tailrec", "external", "override", "expect", "actual");

	private static final Set<String> DECLARATIONS = Set.of("class", "interface", "object", "fun", "val", "var",
			"typealias");

	private KotlinTokens() {
	}

	/**
	 * Returns the index of the token behind the annotations of the file, which stand
	 * before its package.
	 */
	static int endOfFileAnnotations(List<Token> tokens) {
		int i = 0;
		while (is(tokens, i, "@") && is(tokens, i + 1, "file") && is(tokens, i + 2, ":")) {
			i = is(tokens, i + 3, "[") ? endOfGroup(tokens, i + 3) : endOfAnnotation(tokens, i + 3);
		}
		return i;
	}

	/**
	 * Returns whether a declaration begins here, and not the constructor of a class whose
	 * name stands before it.
	 * @param start the index of a token that is in no braces and no parentheses
	 */
	static boolean beginsDeclaration(List<Token> tokens, int start) {
		if (start >= tokens.size() || !tokens.get(start).firstOnLine()) {
			return false;
		}
		int i = start;
		while (i < tokens.size() && (is(tokens, i, "@") || MODIFIERS.contains(tokens.get(i).text()))) {
			i = is(tokens, i, "@") ? endOfAnnotation(tokens, i + 1) : i + 1;
		}
		return i < tokens.size() && DECLARATIONS.contains(tokens.get(i).text());
	}

	/**
	 * Returns the index of the token behind an annotation.
	 * @param start the index of its name
	 */
	private static int endOfAnnotation(List<Token> tokens, int start) {
		int i = start + 1;
		while (is(tokens, i, ".") || is(tokens, i, ":")) {
			i += 2;
		}
		return (is(tokens, i, "(") && !tokens.get(i).firstOnLine()) ? endOfGroup(tokens, i) : i;
	}

	private static int endOfGroup(List<Token> tokens, int start) {
		int depth = 0;
		for (int i = start; i < tokens.size(); i++) {
			String text = tokens.get(i).text();
			depth += (text.equals("(") || text.equals("[")) ? 1 : 0;
			depth -= (text.equals(")") || text.equals("]")) ? 1 : 0;
			if (depth == 0) {
				return i + 1;
			}
		}
		return tokens.size();
	}

	private static boolean is(List<Token> tokens, int i, String text) {
		return i < tokens.size() && tokens.get(i).is(text);
	}

}
