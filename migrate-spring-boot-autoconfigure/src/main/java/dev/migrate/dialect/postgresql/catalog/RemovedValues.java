package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the values that an enum type loses in definitions. The server writes the type
 * behind each value that it has parsed; what a function has as a text, it has not.
 */
final class RemovedValues {

	private static final Pattern TEXT = Pattern.compile("\\nAS (?:\\$|E?').*", Pattern.DOTALL);

	private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^{},\"]+)");

	private final List<String> values;

	private final Pattern literal;

	/**
	 * Creates a search.
	 * @param type what the type is called, such as {@code type mood}
	 * @param values the values
	 */
	RemovedValues(String type, List<String> values) {
		this.values = values;
		this.literal = Pattern.compile(
				"(E?)'((?:[^']|'')*)'::" + Pattern.quote(type.substring("type ".length())) + "(?![\\w$.\"])(\\[\\])?");
	}

	/**
	 * Returns a value that statements name.
	 */
	Optional<String> usedBy(List<String> definition) {
		return definition.stream()
			.map((statement) -> TEXT.matcher(statement).replaceFirst(""))
			.flatMap((parsed) -> this.literal.matcher(parsed).results())
			.flatMap((result) -> elements(result).stream())
			.filter(this.values::contains)
			.findFirst();
	}

	/**
	 * Returns whether statements create a function whose body is a text.
	 */
	boolean mayBeUsedBy(List<String> definition) {
		return !this.values.isEmpty() && definition.stream().anyMatch((statement) -> TEXT.matcher(statement).find());
	}

	private static List<String> elements(MatchResult literal) {
		String text = literal.group(2).replace("''", "'");
		String value = literal.group(1).isEmpty() ? text : text.replace("\\\\", "\\");
		return (literal.group(3) != null) ? elements(value) : List.of(value);
	}

	private static List<String> elements(String array) {
		List<String> elements = new ArrayList<>();
		Matcher matcher = ELEMENT.matcher(array);
		while (matcher.find()) {
			elements.add((matcher.group(1) != null) ? matcher.group(1).replaceAll("\\\\(.)", "$1") : matcher.group(2));
		}
		return elements;
	}

	@Override
	public String toString() {
		return this.values.stream().map((value) -> "'" + value + "'").collect(Collectors.joining(" or "));
	}

}
