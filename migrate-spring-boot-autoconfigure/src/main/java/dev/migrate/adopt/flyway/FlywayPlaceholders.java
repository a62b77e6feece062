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

	private final Map<Character, String> guards;

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
		this.guards = Map.of('$', guard("dollar", taken), '\\', guard("backslash", taken));
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

	private String guard(String name, Set<String> taken) {
		return taken.add(uniform(name)) ? name : another(name, name, taken);
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
	 * Returns the characters with which a placeholder would be none in Migrate, and which
	 * are placeholders themselves therefore, by their names.
	 */
	Map<String, String> usedGuards() {
		Map<String, String> characters = new LinkedHashMap<>();
		this.guards.forEach((character, name) -> {
			if (this.used.containsKey(name)) {
				characters.put(name, character.toString());
			}
		});
		return characters;
	}

	/**
	 * Returns what Flyway calls a placeholder.
	 */
	String origin(String name) {
		return this.origins.getOrDefault(name, name);
	}

	boolean hasAny(String text) {
		int start = next(text, 0);
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
		for (int start = next(text, 0); start >= 0; start = next(text, done)) {
			int end = text.indexOf(this.suffix, start + this.prefix.length());
			if (end < 0) {
				break;
			}
			String literal = text.substring(done, start);
			converted.append(guarded(literal, converted.isEmpty() ? "" : converted.substring(converted.length() - 1)));
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

	/**
	 * Finds a placeholder as Flyway does, which goes on behind the first character that
	 * does not belong to a prefix: <code>$${</code> begins none, <code>$$${</code> does.
	 */
	private int next(String text, int from) {
		int start = from;
		while (start < text.length()) {
			int length = 0;
			while (length < this.prefix.length() && start + length < text.length()
					&& text.charAt(start + length) == this.prefix.charAt(length)) {
				length++;
			}
			if (length == this.prefix.length()) {
				return start;
			}
			start += Math.min(length + 1, this.prefix.length());
		}
		return -1;
	}

	/**
	 * Writes what stands before a placeholder. Directly behind a <code>$</code> or a
	 * <code>\\</code>, it may be none.
	 * @param before the character before it
	 */
	private String guarded(String literal, String before) {
		String escaped = Placeholders.escape(literal);
		String name = literal.isEmpty() ? null : this.guards.get(literal.charAt(literal.length() - 1));
		String probe = before + escaped + "${probe}";
		if (name == null
				|| Placeholders.of(Map.of("probe", "")).replace(probe, 1, "").text().equals(before + literal)) {
			return escaped;
		}
		this.used.put(name, literal.substring(literal.length() - 1));
		return Placeholders.escape(literal.substring(0, literal.length() - 1)) + "${" + name + "}";
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
