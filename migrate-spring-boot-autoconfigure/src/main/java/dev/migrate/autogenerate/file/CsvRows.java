package dev.migrate.autogenerate.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.revision.SimilarNames;

/**
 * Reads of a CSV file what the server does not: the comments above the line with the
 * names of the columns, and that line.
 */
final class CsvRows {

	private static final Pattern SETTING = Pattern.compile("#\\s*([A-Za-z]+)\\s*:(.*)");

	private static final String KEY = "key";

	private static final String DELETE = "delete";

	static final List<String> SETTINGS = List.of(KEY, DELETE);

	private final String location;

	private final Set<String> stated = new HashSet<>();

	private List<String> key = List.of();

	private int keyLine;

	private boolean delete;

	private CsvRows(String location) {
		this.location = location;
	}

	static DataRows read(String location, String text) {
		return new CsvRows(location).read(text);
	}

	private DataRows read(String text) {
		int start = 0;
		int line = 1;
		while (start < text.length()) {
			int end = text.indexOf('\n', start);
			String header = text.substring(start, (end >= 0) ? end : text.length()).replaceFirst("\r$", "");
			if (header.startsWith("#")) {
				comment(header, line);
			}
			else if (!header.isBlank()) {
				String csv = withoutEmptyLines(withLineFeeds(text.substring(start)));
				requireNoEnd(csv, line);
				return new DataRows(this.location, names(header, line), line, this.key, this.keyLine, this.delete, csv,
						line, List.of());
			}
			start = (end >= 0) ? end + 1 : text.length();
			line++;
		}
		throw InvalidDataFileException.empty(this.location, false);
	}

	/**
	 * Other comments may say whatever they like, but not something that could be meant.
	 */
	private void comment(String comment, int line) {
		Matcher setting = SETTING.matcher(comment);
		if (!setting.matches()) {
			return;
		}
		String name = setting.group(1).toLowerCase(Locale.ROOT);
		String value = setting.group(2).strip();
		if (SETTINGS.contains(name) && !this.stated.add(name)) {
			throw InvalidDataFileException.malformed(this.location, line, "'%s' is there twice".formatted(name),
					"Remove one of the lines.");
		}
		if (name.equals(KEY)) {
			this.key = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
			this.keyLine = line;
			if (this.key.contains("")) {
				throw InvalidDataFileException.malformed(this.location, line, "the key names no column",
						"Name columns of the file, separated by commas.");
			}
		}
		else if (name.equals(DELETE)) {
			if (!value.equals("true") && !value.equals("false")) {
				throw InvalidDataFileException.malformed(this.location, line, "'delete' is '%s'".formatted(value),
						"Write true or false.");
			}
			this.delete = value.equals("true");
		}
		else if (SETTINGS.stream().anyMatch((known) -> SimilarNames.distance(name, known) <= known.length() / 3)) {
			throw InvalidDataFileException.unknownSetting(this.location, line, setting.group(1), SETTINGS);
		}
	}

	/**
	 * Returns rows that all end alike. What stands in double quotes is part of a value.
	 */
	private static String withLineFeeds(String csv) {
		if (csv.indexOf('\r') < 0) {
			return csv;
		}
		StringBuilder result = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < csv.length(); i++) {
			char c = csv.charAt(i);
			quoted ^= c == '"';
			if (quoted || c != '\r' || !csv.startsWith("\n", i + 1)) {
				result.append(c);
			}
		}
		return result.toString();
	}

	private static String withoutEmptyLines(String csv) {
		int end = csv.length();
		while (end > 0 && csv.charAt(end - 1) == '\n') {
			end--;
		}
		return csv.substring(0, end) + "\n";
	}

	/**
	 * Older servers stop reading there, and say nothing.
	 */
	private void requireNoEnd(String csv, int firstLine) {
		int line = firstLine;
		for (String each : (Iterable<String>) csv.lines()::iterator) {
			if (each.equals("\\.")) {
				throw InvalidDataFileException.malformed(this.location, line,
						"a line of its own that is '\\.' ends the rows for some servers",
						"Write the value in double quotes.");
			}
			line++;
		}
	}

	private List<String> names(String header, int line) {
		List<String> names = new ArrayList<>();
		StringBuilder name = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < header.length(); i++) {
			char c = header.charAt(i);
			if (c == '"') {
				boolean twice = quoted && i + 1 < header.length() && header.charAt(i + 1) == '"';
				if (twice) {
					name.append(c);
					i++;
				}
				else {
					quoted = !quoted;
				}
			}
			else if (c == ',' && !quoted) {
				names.add(name.toString());
				name.setLength(0);
			}
			else {
				name.append(c);
			}
		}
		names.add(name.toString());
		if (quoted) {
			throw InvalidDataFileException.malformed(this.location, line,
					"the name of a column begins with a double quote and does not end", "Close the double quote.");
		}
		requireDistinct(this.location, line, names);
		return names;
	}

	static void requireDistinct(String location, int line, List<String> names) {
		for (String name : names) {
			if (name.isBlank()) {
				throw InvalidDataFileException.malformed(location, line, "a column has no name", "Name each column.");
			}
			if (names.indexOf(name) != names.lastIndexOf(name)) {
				throw InvalidDataFileException.malformed(location, line,
						"the column '%s' is there twice".formatted(name), "Name each column once.");
			}
		}
	}

}
