package dev.migrate.autogenerate.accept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.script.InvalidScriptException;

/**
 * Reads a JSON array of objects whose values are all strings, and knows the line of each.
 * The application need not have a JSON library, and those that it may have do not tell
 * lines.
 */
public final class JsonObjects {

	private static final String ESCAPED = "\"\\/bfnrt";

	private static final String MEANT = "\"\\/\b\f\n\r\t";

	private final String location;

	private final String text;

	private int position;

	private int line = 1;

	JsonObjects(String location, String text) {
		this.location = location;
		this.text = text;
	}

	/**
	 * An object.
	 *
	 * @param line the line that it begins in, counted from 1
	 * @param values its values by their keys
	 */
	record Entry(int line, Map<String, String> values) {
	}

	/**
	 * Reads everything.
	 * @return the objects, none for an empty text
	 * @throws InvalidScriptException if the text is something else
	 */
	List<Entry> read() {
		List<Entry> entries = new ArrayList<>();
		if (peek() == 0) {
			return entries;
		}
		expect('[', "an array of entries");
		if (peek() != ']') {
			do {
				entries.add(entry());
			}
			while (accept(','));
		}
		expect(']', "',' or ']' after an entry");
		if (peek() != 0) {
			throw invalid("nothing after the closing ']'");
		}
		return entries;
	}

	private Entry entry() {
		Map<String, String> values = new LinkedHashMap<>();
		expect('{', "an entry in braces");
		int start = this.line;
		if (peek() != '}') {
			do {
				String key = string("the name of a key in double quotes");
				expect(':', "':' after the key '" + key + "'");
				if (values.put(key, string("a text in double quotes as the value of '" + key + "'")) != null) {
					throw InvalidScriptException.acceptedDifferences(this.location, this.line,
							"the entry has the key '%s' twice.".formatted(key));
				}
			}
			while (accept(','));
		}
		expect('}', "',' or '}' after a value");
		return new Entry(start, values);
	}

	private String string(String expected) {
		expect('"', expected);
		StringBuilder string = new StringBuilder();
		while (true) {
			char c = next(expected);
			if (c == '"') {
				return string.toString();
			}
			if (c < ' ') {
				this.position--;
				throw invalid("'\"' at the end of a text");
			}
			string.append((c == '\\') ? escape() : c);
		}
	}

	private char escape() {
		char c = next("an escaped character");
		int index = ESCAPED.indexOf(c);
		if (index >= 0) {
			return MEANT.charAt(index);
		}
		if (c == 'u' && this.text.substring(this.position).matches("(?s)[0-9a-fA-F]{4}.*")) {
			this.position += 4;
			return (char) Integer.parseInt(this.text.substring(this.position - 4, this.position), 16);
		}
		this.position--;
		throw invalid("one of \" \\ / b f n r t or u with four hexadecimal digits after '\\'");
	}

	private char next(String expected) {
		if (this.position == this.text.length()) {
			throw invalid(expected);
		}
		return this.text.charAt(this.position++);
	}

	private void expect(char c, String expected) {
		if (!accept(c)) {
			throw invalid(expected);
		}
	}

	private boolean accept(char c) {
		if (peek() != c) {
			return false;
		}
		this.position++;
		return true;
	}

	/**
	 * Returns the next character that is no white space, or 0 at the end.
	 */
	private char peek() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			if (this.text.charAt(this.position) == '\n') {
				this.line++;
			}
			this.position++;
		}
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : 0;
	}

	private InvalidScriptException invalid(String expected) {
		String rest = this.text.substring(this.position).lines().findFirst().orElse("");
		String found = rest.isEmpty() ? "the end of the " + ((this.position == this.text.length()) ? "file" : "line")
				: "'" + shortened(rest) + "'";
		return InvalidScriptException.acceptedDifferences(this.location, this.line,
				"%s is expected, and %s was found.".formatted(expected, found));
	}

	private static String shortened(String text) {
		return (text.length() > 40) ? text.substring(0, 40) + "…" : text;
	}

	/**
	 * Writes a string.
	 */
	static String quote(String string) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < string.length(); i++) {
			char c = string.charAt(i);
			int index = (c == '/') ? -1 : MEANT.indexOf(c);
			if (index >= 0) {
				quoted.append('\\').append(ESCAPED.charAt(index));
			}
			else if (c < ' ') {
				quoted.append("\\u%04x".formatted((int) c));
			}
			else {
				quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}

}
