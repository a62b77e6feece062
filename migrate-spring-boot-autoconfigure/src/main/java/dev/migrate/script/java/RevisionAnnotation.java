package dev.migrate.script.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.script.java.SourceTokens.Token;

/**
 * An annotation {@code @Revision} in source of Java or Kotlin. Its attributes are known
 * as far as they are literals.
 *
 * @param start the index of its first token
 * @param end the index of the token behind it
 * @param attributes the literals of each attribute
 */
record RevisionAnnotation(int start, int end, Map<String, List<String>> attributes) {

	private static final List<List<String>> BEGINNINGS = List.of(List.of("@", "Revision", "("),
			List.of("@", "dev", ".", "migrate", ".", "Revision", "("));

	/**
	 * Returns the annotations of a source.
	 */
	static List<RevisionAnnotation> in(List<Token> tokens, boolean kotlin) {
		List<RevisionAnnotation> annotations = new ArrayList<>();
		for (int start = 0; start < tokens.size(); start++) {
			for (List<String> beginning : BEGINNINGS) {
				int end = start + beginning.size();
				if (end <= tokens.size()
						&& tokens.subList(start, end).stream().map(Token::text).toList().equals(beginning)) {
					annotations.add(read(tokens, start, end, kotlin));
				}
			}
		}
		return annotations;
	}

	private static RevisionAnnotation read(List<Token> tokens, int start, int first, boolean kotlin) {
		Map<String, List<String>> attributes = new HashMap<>();
		int attribute = first;
		int depth = 1;
		int end = first;
		for (; end < tokens.size() && depth > 0; end++) {
			String text = tokens.get(end).text();
			depth += "([{".contains(text) ? 1 : 0;
			depth -= ")]}".contains(text) ? 1 : 0;
			if (depth == 0 || (depth == 1 && text.equals(","))) {
				add(tokens.subList(attribute, end), kotlin, attributes);
				attribute = end + 1;
			}
		}
		return new RevisionAnnotation(start, end, attributes);
	}

	private static void add(List<Token> attribute, boolean kotlin, Map<String, List<String>> attributes) {
		// What is put together is known to the compiler alone.
		if (attribute.size() > 2 && attribute.get(1).is("=")
				&& attribute.stream().noneMatch((each) -> each.is("+") || (kotlin && hasTemplate(each)))) {
			attributes.put(attribute.get(0).text(),
					attribute.stream().filter(Token::isString).map(RevisionAnnotation::value).toList());
		}
	}

	private static boolean hasTemplate(Token token) {
		return token.isString() && token.text().replaceAll("\\\\.", "").indexOf('$') >= 0;
	}

	private static String value(Token literal) {
		int quotes = (literal.text().length() > 5 && literal.text().startsWith("\"\"\"")) ? 3 : 1;
		return literal.text().substring(quotes, literal.text().length() - quotes).replaceAll("\\\\(.)", "$1");
	}

	boolean hasId() {
		return attribute("id").size() == 1;
	}

	List<String> attribute(String name) {
		return this.attributes.getOrDefault(name, List.of());
	}

}
