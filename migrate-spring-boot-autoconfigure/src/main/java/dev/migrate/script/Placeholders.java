package dev.migrate.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * The values of the placeholders of SQL scripts. Every <code>${</code> begins one,
 * wherever it stands, and it ends with the next <code>}</code> of the line: it is
 * replaced by the value of its name, or an error. <code>\${</code> stands for
 * <code>${</code>, and a dollar sign that ends a delimiter such as {@code $$} or
 * {@code $json$} begins no placeholder.
 *
 * <p>
 * Names that differ in nothing but case, dashes, underscores and dots are the same: an
 * environment variable cannot tell them apart.
 */
public final class Placeholders {

	// A delimiter of dollar-quoted text, an escaped placeholder, a placeholder.
	private static final Pattern TOKEN = Pattern.compile(
			"(?<![\\w$\\x{80}-\\x{10FFFF}&&[^\\p{Z}\\p{Cf}\\x{85}]])\\$(?:[a-zA-Z_\\x{80}-\\x{10FFFF}][\\w\\x{80}-\\x{10FFFF}]*+)?\\$"
					+ "|(?<escaped>\\\\\\$\\{)|\\$\\{(?<name>[^}\\r\\n]*+)(?<end>\\}?)");

	private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]*");

	private static final int SHORTEST_MASKED = 4;

	private static final Placeholders UNTOUCHED = new Placeholders(null);

	private final @Nullable Map<String, String> values;

	private final Map<String, List<String>> spellings = new HashMap<>();

	private Placeholders(@Nullable Map<String, String> values) {
		this.values = values;
		if (values != null) {
			values.keySet()
				.stream()
				.sorted()
				.forEach((name) -> this.spellings.computeIfAbsent(uniform(name), (key) -> new ArrayList<>()).add(name));
		}
	}

	/**
	 * Returns what two names have in common that are the same.
	 */
	private static String uniform(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns placeholders with the given values.
	 * @param values the value of each name
	 * @return the placeholders
	 */
	public static Placeholders of(Map<String, String> values) {
		return new Placeholders(Map.copyOf(values));
	}

	/**
	 * Returns placeholders that leave the text as it stands in the file, such as for a
	 * checksum, which neither depends on the environment nor holds anything secret.
	 * @return placeholders that are not replaced
	 */
	public static Placeholders untouched() {
		return UNTOUCHED;
	}

	/**
	 * Writes a text so that no placeholder begins in it.
	 * @param text the text
	 * @return the text with <code>\\${</code> in place of what would begin one
	 */
	public static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		Matcher matcher = TOKEN.matcher(text);
		while (matcher.find()) {
			boolean delimiter = matcher.group("name") == null && matcher.group("escaped") == null;
			matcher.appendReplacement(escaped, Matcher.quoteReplacement((delimiter ? "" : "\\") + matcher.group()));
		}
		return matcher.appendTail(escaped).toString();
	}

	/**
	 * Turns values back into their placeholders, so that a text can be shown that may
	 * hold a secret. Values of less than four characters are left alone.
	 * @param text the text
	 * @return the text with <code>${name}</code> in place of each value
	 */
	public String mask(String text) {
		String masked = text;
		if (this.values != null) {
			for (Map.Entry<String, String> value : this.values.entrySet()) {
				if (value.getValue().length() >= SHORTEST_MASKED) {
					masked = masked.replace(value.getValue(), "${" + value.getKey() + "}");
				}
			}
		}
		return masked;
	}

	public SqlSection replace(String text, int firstLine, String location) {
		if (this.values == null || text.indexOf("${") < 0) {
			return new SqlSection(text, firstLine);
		}
		Replacement replacement = new Replacement(text, firstLine);
		Map<String, String> found = new HashMap<>();
		Matcher matcher = TOKEN.matcher(text);
		while (matcher.find()) {
			String name = matcher.group("name");
			if (name != null) {
				replacement.copyUpTo(matcher.start());
				if (matcher.group("end").isEmpty()) {
					throw InvalidScriptException.unclosedPlaceholder(location, replacement.lineOfFile(),
							matcher.group());
				}
				int line = replacement.lineOfFile();
				replacement.insert(found.computeIfAbsent(name, (key) -> value(key, location, line)), matcher.end());
			}
			else if (matcher.group("escaped") != null) {
				replacement.copyUpTo(matcher.start());
				replacement.insert("${", matcher.end());
			}
		}
		replacement.copyUpTo(text.length());
		return replacement.toSection();
	}

	private String value(String name, String location, int line) {
		if (!NAME.matcher(name).matches()) {
			throw InvalidScriptException.invalidPlaceholder(location, line, name);
		}
		Map<String, String> known = Objects.requireNonNull(this.values);
		List<String> names = this.spellings.getOrDefault(uniform(name), List.of());
		if (names.isEmpty()) {
			throw InvalidScriptException.unknownPlaceholder(location, line, name);
		}
		if (names.stream().map(known::get).distinct().count() > 1) {
			throw InvalidScriptException.ambiguousPlaceholder(location, line, name, names);
		}
		return known.getOrDefault(names.get(0), "");
	}

	private static final class Replacement {

		private final String source;

		private final int firstLine;

		private final StringBuilder target;

		private final NavigableMap<Integer, Integer> insertedLines = new TreeMap<>();

		private int copied;

		private int line = 1;

		private int inserted;

		Replacement(String source, int firstLine) {
			this.source = source;
			this.firstLine = firstLine;
			this.target = new StringBuilder(source.length());
		}

		int lineOfFile() {
			return this.firstLine + this.line - 1 - this.inserted;
		}

		void copyUpTo(int end) {
			this.target.append(this.source, this.copied, end);
			this.line += WhiteSpace.lineEnds(this.source, this.copied, end);
			this.copied = end;
		}

		void insert(String value, int end) {
			int lines = WhiteSpace.lineEnds(value, 0, value.length());
			this.target.append(value);
			if (lines > 0) {
				this.insertedLines.put(this.line, lines);
				this.line += lines;
				this.inserted += lines;
			}
			this.copied = end;
		}

		SqlSection toSection() {
			return new SqlSection(this.target.toString(), this.firstLine, this.insertedLines);
		}

	}

}
