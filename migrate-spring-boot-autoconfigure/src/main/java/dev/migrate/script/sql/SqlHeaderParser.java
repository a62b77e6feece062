package dev.migrate.script.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.script.AdoptedMigration;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.ScriptValues;
import dev.migrate.script.SqlHeader;
import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of an SQL script line by line, up to the first section marker.
 */
final class SqlHeaderParser {

	private final String location;

	private final Map<String, Value> values = new HashMap<>();

	private @Nullable List<Value> adopts;

	private final BlockComments comments = new BlockComments();

	SqlHeaderParser(String location) {
		this.location = location;
	}

	/**
	 * Reads a line that comes before the first section marker.
	 * @throws InvalidScriptException if it is neither blank nor a comment, or is meant as
	 * a key and is not a valid one
	 */
	void line(String line, int number) {
		String blanks = WhiteSpace.toBlanks(line);
		String text = this.comments.remove(blanks);
		if (text.isEmpty()) {
			return;
		}
		ScriptValues place = new ScriptValues(this.location, number);
		if (!text.startsWith("--")) {
			throw place.invalid("there is text outside a section: " + shorten(text),
					"Put the header first ('-- revision: …'), then '-- migrate:upgrade' and the statements below it.");
		}
		SqlHeaderKeys.Entry entry = SqlHeaderKeys.read(text, place);
		if (!blanks.equals(line)) {
			rejectForeignLineEnd(line, entry != null, place);
		}
		if (entry != null && entry.key().equals(SqlHeaderKeys.ADOPTS)) {
			this.adopts = (this.adopts != null) ? this.adopts : new ArrayList<>();
			this.adopts.add(new Value(entry.value(), place));
		}
		else if (entry != null) {
			Value earlier = this.values.putIfAbsent(entry.key(), new Value(entry.value(), place));
			if (earlier != null) {
				throw place.invalid(
						"the header key '" + entry.key() + "' was given in line " + earlier.place().line()
								+ " already.",
						"Keep one of the two; several values in one line are separated by commas.");
			}
		}
	}

	/**
	 * Makes sure that no key is lost in a comment or in the value of another key.
	 */
	private static void rejectForeignLineEnd(String line, boolean key, ScriptValues place) {
		for (int i = 0; i < line.length(); i++) {
			if (WhiteSpace.isForeignLineEnd(line.charAt(i))) {
				String rest = WhiteSpace.toBlanks(line.substring(i)).strip();
				if (rest.startsWith("--") || (key && !rest.isEmpty())) {
					throw place.invalid(
							"the line contains " + WhiteSpace.name(line.charAt(i)) + ", which ends no line.",
							"Save the file with line feeds in its place.");
				}
			}
		}
	}

	/**
	 * Returns whether the lines so far end in a block comment.
	 */
	boolean isInComment() {
		return this.comments.isInside();
	}

	SqlHeader toHeader() {
		return new SqlHeader(id(), ids("revises"), names("depends-on"), names("labels"), replaces(), message(),
				created(), !isNone("transaction"), !isNone("placeholders"), adopts());
	}

	private List<AdoptedMigration> adopts() {
		if (this.adopts == null) {
			return List.of();
		}
		List<AdoptedMigration> adopted = new ArrayList<>(this.adopts.size());
		this.adopts.forEach((value) -> value.place().addAdopted(SqlHeaderKeys.ADOPTS, value.text(), adopted));
		return adopted;
	}

	private String id() {
		Value value = this.values.get("revision");
		if (value == null) {
			throw new InvalidScriptException(this.location, 0, "the header has no revision id.",
					"Start the file with '-- revision: <id>', or move it out of the locations of revision scripts.");
		}
		return value.place().id("revision", value.text());
	}

	private List<String> ids(String key) {
		Value value = this.values.get(key);
		return (value != null) ? value.place().ids(key, value.items()) : List.of();
	}

	/**
	 * A list that may be long, and is read with blanks between the ids, too.
	 */
	private List<String> replaces() {
		Value value = this.values.get("replaces");
		if (value == null) {
			return List.of();
		}
		List<String> ids = value.text().isEmpty() ? List.of("")
				: value.items().stream().flatMap((item) -> Arrays.stream(item.split("\\s+"))).toList();
		return value.place().ids("replaces", ids);
	}

	private List<String> names(String key) {
		Value value = this.values.get(key);
		return (value != null) ? value.place().names(key, value.items()) : List.of();
	}

	private String message() {
		Value value = this.values.get("message");
		return (value != null) ? value.text() : "";
	}

	private @Nullable Instant created() {
		Value value = this.values.get("created");
		return (value != null) ? value.place().instant("created", value.text()) : null;
	}

	private boolean isNone(String key) {
		Value value = this.values.get(key);
		if (value != null && !value.text().equals("none")) {
			throw value.place()
				.invalid("'" + value.text() + "' is not a value of '" + key + "'.",
						"Write '-- " + key + ": none', or leave the line out.");
		}
		return value != null;
	}

	static String shorten(String text) {
		return (text.length() <= 60) ? text : text.substring(0, 59) + "…";
	}

	private record Value(String text, ScriptValues place) {

		List<String> items() {
			if (this.text.indexOf(',') < 0) {
				return this.text.isEmpty() ? List.of() : List.of(this.text);
			}
			return Arrays.stream(this.text.split(",", -1)).map(String::strip).toList();
		}

	}

}
