package dev.migrate.adopt.flyway;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.migrate.script.Placeholders;
import org.jspecify.annotations.Nullable;

/**
 * The placeholders of Flyway, in whatever spelling, as placeholders of Migrate.
 */
final class FlywayPlaceholders {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

	private static final String FLYWAY = "flyway";

	private final String prefix;

	private final String suffix;

	private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, String> used = new LinkedHashMap<>();

	private final Map<String, String> origins = new LinkedHashMap<>();

	/**
	 * Creates placeholders.
	 * @param environment the values of those that Flyway has itself, such as
	 * {@code defaultSchema}
	 */
	FlywayPlaceholders(FlywayProperties properties, Map<String, String> environment) {
		this.prefix = properties.getPlaceholderPrefix();
		this.suffix = properties.getPlaceholderSuffix();
		Set<String> taken = new HashSet<>();
		new TreeMap<>(properties.getPlaceholders()).forEach((name, value) -> {
			this.values.put(name, value);
			String own = NAME.matcher(name).matches() ? name
					: ("p-" + name.replaceAll("[^\\w.-]+", "-")).replaceFirst("^p-(?=[A-Za-z])", "");
			this.names.put(name, taken.add(uniform(own)) ? own : another(own, name, taken));
		});
		environment.forEach((name, value) -> {
			String key = FLYWAY + properties.getPlaceholderSeparator() + name;
			this.values.put(key, value);
			this.names.put(key, FLYWAY + "." + name);
		});
	}

	/**
	 * Returns a name for a placeholder whose own is that of another one to Migrate.
	 */
	private String another(String own, String name, Set<String> taken) {
		int number = 2;
		while (!taken.add(uniform(own + "-" + number))) {
			number++;
		}
		this.origins.put(own + "-" + number, name);
		return own + "-" + number;
	}

	private static String uniform(String name) {
		return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the placeholders that scripts use, with their values here, by the names
	 * that they have in Migrate.
	 */
	Map<String, String> used() {
		return this.used;
	}

	/**
	 * Returns what Flyway calls a placeholder.
	 */
	String origin(String name) {
		return this.origins.getOrDefault(name, name);
	}

	boolean hasAny(String text) {
		int start = text.indexOf(this.prefix);
		return start >= 0 && text.indexOf(this.suffix, start + this.prefix.length()) >= 0;
	}

	/**
	 * Converts a text.
	 * @param constants values that are the same everywhere, such as the name of the file
	 * @return both forms of the text
	 * @throws UnknownPlaceholder if one has no value
	 */
	Converted convert(String text, Map<String, String> constants) throws UnknownPlaceholder {
		StringBuilder converted = new StringBuilder();
		StringBuilder replaced = new StringBuilder();
		int done = 0;
		for (int start = text.indexOf(this.prefix); start >= 0; start = text.indexOf(this.prefix, done)) {
			int end = text.indexOf(this.suffix, start + this.prefix.length());
			if (end < 0) {
				break;
			}
			String literal = text.substring(done, start);
			converted.append(Placeholders.escape(literal));
			replaced.append(literal);
			String name = text.substring(start + this.prefix.length(), end);
			String constant = constant(name, constants);
			String value = (constant != null) ? constant : this.values.get(name);
			if (value == null) {
				throw new UnknownPlaceholder(text.substring(start, end + this.suffix.length()),
						1 + (int) text.substring(0, start).chars().filter((character) -> character == '\n').count());
			}
			replaced.append(value);
			if (constant != null) {
				converted.append(Placeholders.escape(constant));
			}
			else {
				String own = this.names.getOrDefault(name, name);
				this.used.put(own, value);
				this.origins.putIfAbsent(own, name.toLowerCase(Locale.ROOT).startsWith(FLYWAY) ? name : own);
				converted.append("${").append(own).append('}');
			}
			done = end + this.suffix.length();
		}
		converted.append(Placeholders.escape(text.substring(done)));
		replaced.append(text, done, text.length());
		return new Converted(converted.toString(), replaced.toString());
	}

	private static @Nullable String constant(String name, Map<String, String> constants) {
		return constants.entrySet()
			.stream()
			.filter((constant) -> constant.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns what Migrate makes of a text that was converted.
	 */
	String replace(String converted) {
		return Placeholders.of(this.used).replace(converted, 1, "script").text();
	}

	/**
	 * A text in both forms.
	 *
	 * @param text with placeholders of Migrate
	 * @param replaced with their values, as Flyway runs it
	 */
	record Converted(String text, String replaced) {
	}

	/**
	 * Thrown for a placeholder without a value.
	 */
	static final class UnknownPlaceholder extends Exception {

		private final int line;

		UnknownPlaceholder(String placeholder, int line) {
			super(placeholder);
			this.line = line;
		}

		int line() {
			return this.line;
		}

	}

}
