package dev.migrate.script.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.revision.SimilarNames;
import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.ScriptValues;
import org.jspecify.annotations.Nullable;

/**
 * Tells the {@code -- key: value} lines of a header from its comments. What may be a
 * misspelt key is none of the comments: a line of the graph would be lost without a word.
 */
final class SqlHeaderKeys {

	private static final List<String> KEYS = List.of("revision", "revises", "created", "message", "labels",
			"depends-on", "transaction", "placeholders");

	private static final Map<String, String> OTHER_NAMES = Map.of("id", "revision", "revision-id", "revision", "down",
			"revises", "down-revision", "revises", "down-revisions", "revises", "branch-labels", "labels",
			"branch-label", "labels", "create-date", "created", "description", "message", "depends", "depends-on");

	private static final Pattern WITH_COLON = Pattern
		.compile("--\\s*(?<key>[A-Za-z][\\w-]*(?: [\\w-]+){0,2})\\s*:(?!//)\\s*(?<value>.*)", Pattern.DOTALL);

	private static final Pattern WITHOUT_COLON = Pattern
		.compile("--\\s*(?<key>[A-Za-z][\\w-]*)(?<sign>\\s*=\\s*|\\s+)(?<value>.+)", Pattern.DOTALL);

	private SqlHeaderKeys() {
	}

	/**
	 * Reads a comment line of a header.
	 * @throws InvalidScriptException if the line may be meant as a key and is none
	 */
	static @Nullable Entry read(String comment, ScriptValues values) {
		Matcher matcher = WITH_COLON.matcher(comment);
		if (!matcher.matches()) {
			rejectMissingColon(comment, values);
			return null;
		}
		String key = matcher.group("key");
		if (KEYS.contains(key)) {
			return new Entry(key, matcher.group("value").strip());
		}
		String similar = similar(key);
		if (similar == null && key.indexOf(' ') >= 0) {
			return null;
		}
		throw values.invalid(
				"unknown header key '" + key + "'." + ((similar != null) ? " Did you mean '" + similar + "'?" : ""),
				"The keys are " + String.join(", ", KEYS)
						+ "; a comment in the header has no colon after its first word.");
	}

	private static void rejectMissingColon(String comment, ScriptValues values) {
		Matcher matcher = WITHOUT_COLON.matcher(comment);
		if (!matcher.matches() || !KEYS.contains(matcher.group("key").toLowerCase(Locale.ROOT))) {
			return;
		}
		String key = matcher.group("key").toLowerCase(Locale.ROOT);
		boolean link = key.equals("revises") || key.equals("depends-on");
		if (link || matcher.group("sign").contains("=") || matcher.group("value").indexOf(' ') < 0) {
			throw values.invalid("there is no colon after '" + matcher.group("key") + "'.",
					"Write '-- " + key + ": " + matcher.group("value").strip() + "'.");
		}
	}

	private static @Nullable String similar(String word) {
		String key = word.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
		String other = OTHER_NAMES.get(key);
		if (other != null) {
			return other;
		}
		String nearest = null;
		int least = 3;
		for (String candidate : KEYS) {
			int distance = SimilarNames.distance(key, candidate);
			if (distance < least) {
				least = distance;
				nearest = candidate;
			}
		}
		return nearest;
	}

	record Entry(String key, String value) {

	}

}
