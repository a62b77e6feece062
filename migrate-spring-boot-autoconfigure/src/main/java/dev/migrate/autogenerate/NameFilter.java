package dev.migrate.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autogenerate.SchemaObject.Kind;

/**
 * Includes and excludes objects by the patterns of the properties.
 */
final class NameFilter implements ObjectFilter {

	private static final String INCLUDE = "migrate.autogenerate.include";

	private static final String EXCLUDE = "migrate.autogenerate.exclude";

	private final List<NamePattern> include;

	private final List<NamePattern> exclude;

	NameFilter(List<String> include, List<String> exclude) {
		this.include = include.stream().map((pattern) -> NamePattern.of(INCLUDE, pattern, 2)).toList();
		this.exclude = exclude.stream().map((pattern) -> NamePattern.of(EXCLUDE, pattern, 3)).toList();
	}

	@Override
	public boolean includes(SchemaObject object) {
		return (object.kind() != Kind.TABLE || this.include.isEmpty()
				|| this.include.stream().anyMatch((pattern) -> pattern.matches(object)))
				&& this.exclude.stream().noneMatch((pattern) -> pattern.matches(object));
	}

	@Override
	public List<String> unmatched(Collection<SchemaObject> objects) {
		Predicate<SchemaObject> table = (object) -> object.kind() == Kind.TABLE;
		List<String> unmatched = new ArrayList<>();
		this.include.stream()
			.filter((pattern) -> objects.stream().filter(table).noneMatch(pattern::matches))
			.forEach((pattern) -> unmatched.add(pattern.toString()));
		this.exclude.stream()
			.filter((pattern) -> objects.stream().noneMatch(pattern::matches))
			.forEach((pattern) -> unmatched.add(pattern.toString()));
		return unmatched;
	}

	/**
	 * A pattern of a property.
	 *
	 * @param property the property
	 * @param text the pattern as it was given
	 * @param names the names that it stands for
	 */
	private record NamePattern(String property, String text, Pattern names) {

		/**
		 * What no name has unless it is quoted, and what people would mean by a regular
		 * expression.
		 */
		private static final Pattern PART = Pattern
			.compile("\"(?<quoted>(?:[^\"]|\"\")+)\"|(?<glob>[^.\"'`()\\[\\]{}^+?|\\\\;,<>=!&/]+)");

		static NamePattern of(String property, String text, int parts) {
			StringBuilder names = new StringBuilder();
			Matcher part = PART.matcher(text);
			int end = 0;
			for (int i = 0; i < parts && part.region(end, text.length()).lookingAt(); i++) {
				names.append((i > 0) ? "\\." : "").append(regex(part));
				end = part.end();
				if (end == text.length()) {
					return new NamePattern(property, text, Pattern.compile(names.toString()));
				}
				if (text.charAt(end++) != '.') {
					break;
				}
			}
			throw ComparisonFailedException.invalidPattern(property, text, parts > 2);
		}

		private static String regex(Matcher part) {
			return (part.group("quoted") != null) ? Pattern.quote(part.group("quoted").replace("\"\"", "\""))
					: String.join("[^.]*", Stream.of(part.group("glob").split("\\*", -1)).map(Pattern::quote).toList());
		}

		boolean matches(SchemaObject object) {
			String name = object.name().name();
			String schema = (object.name().schema() != null) ? object.name().schema() + "." : "";
			String part = (object.part() != null) ? "." + object.part() : "";
			return this.names.matcher(name + part).matches() || this.names.matcher(schema + name + part).matches();
		}

		@Override
		public String toString() {
			return "%s: '%s' matches nothing, neither in the model nor in the database.".formatted(this.property,
					this.text);
		}

	}

}
