package dev.migrate.adopt.alembic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a module of Python says in literals: its docstring, and the strings that are
 * assigned to variables at its top level. Nothing of it is run.
 */
final class PythonLiterals {

	private final String source;

	private final Map<String, Value> values = new HashMap<>();

	private int position;

	private String docstring = "";

	private PythonLiterals(String source) {
		this.source = source;
	}

	/**
	 * Reads a module.
	 */
	static PythonLiterals of(String source) {
		PythonLiterals literals = new PythonLiterals(source.replace("\r\n", "\n"));
		literals.read();
		return literals;
	}

	/**
	 * Returns the text that the module begins with, or an empty one.
	 */
	String docstring() {
		return this.docstring;
	}

	/**
	 * Returns what is assigned to a variable.
	 * @return the value, or {@code null} if nothing is
	 */
	@Nullable Value value(String variable) {
		return this.values.get(variable);
	}

	private void read() {
		boolean first = true;
		skipBlankLines();
		while (this.position < this.source.length()) {
			String text = first ? string() : null;
			if (text != null) {
				this.docstring = text;
			}
			else {
				readStatement();
			}
			first = false;
			skipRest();
			skipBlankLines();
		}
	}

	/**
	 * Reads a statement that starts in the first column, as far as it is an assignment.
	 */
	private void readStatement() {
		int line = line();
		int start = this.position;
		while (this.position < this.source.length() && isNamePart(current())) {
			this.position++;
		}
		String name = this.source.substring(start, this.position);
		skipBlanks();
		if (name.isEmpty() || this.position >= this.source.length()) {
			return;
		}
		if (current() == ':') {
			skipAnnotation();
		}
		if (!this.source.startsWith("=", this.position) || this.source.startsWith("==", this.position)) {
			return;
		}
		this.position++;
		List<String> strings = new ArrayList<>();
		boolean literal = readValue(strings) && atEnd();
		this.values.put(name, new Value(literal ? strings : null, line));
	}

	private void skipAnnotation() {
		int depth = 0;
		while (this.position < this.source.length() && current() != '\n' && (depth > 0 || current() != '=')) {
			if (string() != null) {
				continue;
			}
			depth += ("([{".indexOf(current()) >= 0) ? 1 : (")]}".indexOf(current()) >= 0) ? -1 : 0;
			this.position++;
		}
	}

	/**
	 * Reads {@code None}, a string, or a tuple or list of strings.
	 * @return {@code false} if it is something else
	 */
	private boolean readValue(List<String> strings) {
		skipBlanks();
		if (this.source.startsWith("None", this.position)) {
			this.position += "None".length();
			return true;
		}
		int open = (this.position < this.source.length()) ? "([{".indexOf(current()) : -1;
		if (open < 0) {
			return readStrings(strings, false);
		}
		this.position++;
		char close = ")]}".charAt(open);
		skipLines();
		if (this.position < this.source.length() && current() != close && !readStrings(strings, true)) {
			return false;
		}
		skipLines();
		if (this.position >= this.source.length() || current() != close) {
			return false;
		}
		this.position++;
		return true;
	}

	private boolean readStrings(List<String> strings, boolean lines) {
		while (true) {
			String text = string();
			if (text == null) {
				return false;
			}
			strings.add(text);
			skip(lines);
			if (this.position >= this.source.length() || current() != ',') {
				return true;
			}
			this.position++;
			skip(lines);
			if (this.position >= this.source.length() || ")]}\n#".indexOf(current()) >= 0) {
				return true;
			}
		}
	}

	/**
	 * Reads a string, if one is next.
	 */
	private @Nullable String string() {
		int start = this.position;
		boolean raw = false;
		while (start < this.source.length() && start - this.position < 2
				&& "rRuU".indexOf(this.source.charAt(start)) >= 0) {
			raw |= "rR".indexOf(this.source.charAt(start)) >= 0;
			start++;
		}
		if (start >= this.source.length() || "'\"".indexOf(this.source.charAt(start)) < 0) {
			return null;
		}
		String quote = this.source.substring(start, start + 1);
		String delimiter = this.source.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
		StringBuilder text = new StringBuilder();
		int i = start + delimiter.length();
		while (i < this.source.length() && !this.source.startsWith(delimiter, i)) {
			char character = this.source.charAt(i);
			if (character == '\\' && i + 1 < this.source.length()) {
				char escaped = this.source.charAt(i + 1);
				text.append(raw ? "\\" + escaped : switch (escaped) {
					case 'n' -> "\n";
					case 't' -> "\t";
					case '\n' -> "";
					case '\\', '\'', '"' -> String.valueOf(escaped);
					default -> "\\" + escaped;
				});
				i += 2;
			}
			else {
				text.append(character);
				i++;
			}
		}
		this.position = Math.min(this.source.length(), i + delimiter.length());
		return text.toString();
	}

	/**
	 * Moves to the next line that starts in the first column, past strings and brackets
	 * that reach over several lines.
	 */
	private void skipRest() {
		int depth = 0;
		while (this.position < this.source.length()) {
			char character = current();
			if (character == '#') {
				skipComment();
			}
			else if (character == '\n') {
				this.position++;
				if (depth <= 0 && this.position < this.source.length() && " \t\n#".indexOf(current()) < 0) {
					return;
				}
			}
			else if (character == '\\') {
				this.position += 2;
			}
			else if (string() == null) {
				depth += ("([{".indexOf(character) >= 0) ? 1 : (")]}".indexOf(character) >= 0) ? -1 : 0;
				this.position++;
			}
		}
	}

	private void skipBlankLines() {
		while (this.position < this.source.length()
				&& (Character.isWhitespace(current()) || current() == '#' || current() == '\uFEFF')) {
			if (current() == '#') {
				skipComment();
			}
			else {
				this.position++;
			}
		}
	}

	private void skip(boolean lines) {
		if (lines) {
			skipLines();
		}
		else {
			skipBlanks();
		}
	}

	private void skipLines() {
		skipBlankLines();
	}

	private void skipBlanks() {
		while (this.position < this.source.length() && (current() == ' ' || current() == '\t')) {
			this.position++;
		}
	}

	private void skipComment() {
		int end = this.source.indexOf('\n', this.position);
		this.position = (end < 0) ? this.source.length() : end;
	}

	/**
	 * Returns whether nothing more belongs to the statement.
	 */
	private boolean atEnd() {
		skipBlanks();
		return this.position >= this.source.length() || "\n#;".indexOf(current()) >= 0;
	}

	private char current() {
		return this.source.charAt(this.position);
	}

	private static boolean isNamePart(char character) {
		return Character.isLetterOrDigit(character) || character == '_';
	}

	private int line() {
		return 1 + (int) this.source.substring(0, this.position)
			.chars()
			.filter((character) -> character == '\n')
			.count();
	}

	/**
	 * A value.
	 *
	 * @param strings the strings, none for {@code None}; {@code null} if it is no literal
	 * @param line the line that it is in
	 */
	record Value(@Nullable List<String> strings, int line) {
	}

}
