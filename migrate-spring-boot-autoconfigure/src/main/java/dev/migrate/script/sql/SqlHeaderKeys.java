package dev.migrate.script.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

	static final String ADOPTS = "adopts";

	private static final List<String> KEYS = List.of("revision", "revises", "created", "message", "labels",
			"depends-on", "replaces", "transaction", "placeholders", ADOPTS);

	/**
	 * What others call a key, in whatever case.
	 */
	private static final Map<String, String> OTHER_NAMES = Map.of("revision-id", "revision", "down", "revises",
			"down-revision", "revises", "down-revisions", "revises", "branch-labels", "labels", "branch-label",
			"labels", "create-date", "created", "depends", "depends-on");

	/**
	 * What others call a key, in lower case only: a word that begins many a comment.
	 */
	private static final Map<String, String> OTHER_WORDS = Map.of("id", "revision", "description", "message");

	private static final String USUAL_START = "-- ";

	private static final Pattern WITH_COLON = Pattern
		.compile("--\\s*(?<key>[A-Za-z][\\w-]*(?: [\\w-]+){0,2})\\s*:(?!//)\\s*(?<value>.*)", Pattern.DOTALL);

	private static final Pattern WITHOUT_COLON = Pattern
		.compile("--\\s*(?<key>[A-Za-z][\\w-]*)(?:(?<sign>\\s*=\\s*|\\s+)(?<value>.+))?", Pattern.DOTALL);

	/**
	 * The colons of a change set of Liquibase end no key.
	 */
	private static final Pattern ADOPTED_WITHOUT_COLON = Pattern
		.compile("(?i)--\\s*(?<key>adopts?)\\s+(?<value>(flyway|liquibase)\\s.*)", Pattern.DOTALL);

	private static final Pattern ID = Pattern.compile("'?[0-9a-f]{4,}'?");

	private SqlHeaderKeys() {
	}

	/**
	 * Reads a comment line of a header.
	 * @throws InvalidScriptException if the line may be meant as a key and is none
	 */
	static @Nullable Entry read(String comment, ScriptValues values) {
		Entry usual = readUsual(comment);
		return (usual != null) ? usual : readOther(comment, values);
	}

	/**
	 * Reads a line as Migrate writes it, without the patterns.
	 */
	private static @Nullable Entry readUsual(String comment) {
		int colon = comment.indexOf(':');
		if (colon < USUAL_START.length() || !comment.startsWith(USUAL_START) || comment.startsWith("//", colon + 1)) {
			return null;
		}
		String key = comment.substring(USUAL_START.length(), colon);
		return KEYS.contains(key) ? new Entry(key, comment.substring(colon + 1).strip()) : null;
	}

	private static @Nullable Entry readOther(String comment, ScriptValues values) {
		Matcher adopted = ADOPTED_WITHOUT_COLON.matcher(comment);
		if (adopted.matches()) {
			throw missingColon(adopted.group("key"), ADOPTS, adopted.group("value"), values);
		}
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
		if (similar != null) {
			throw misspelt(key, similar, values);
		}
		return null;
	}

	private static InvalidScriptException misspelt(String key, String similar, ScriptValues values) {
		return values.invalid("unknown header key '" + key + "'. Did you mean '" + similar + "'?",
				"The keys are " + String.join(", ", KEYS)
						+ "; a comment in the header must not begin with a word that looks like one of them.");
	}

	private static void rejectMissingColon(String comment, ScriptValues values) {
		Matcher matcher = WITHOUT_COLON.matcher(comment);
		if (!matcher.matches()) {
			return;
		}
		String word = matcher.group("key");
		String value = Objects.requireNonNullElse(matcher.group("value"), "").strip();
		String key = word.toLowerCase(Locale.ROOT);
		if (KEYS.contains(key)) {
			boolean link = key.equals("revises") || key.equals("depends-on") || key.equals("replaces");
			if (!value.isEmpty() && (link || matcher.group("sign").contains("=") || value.indexOf(' ') < 0)) {
				throw missingColon(word, key, value, values);
			}
			return;
		}
		String similar = similar(word);
		boolean compound = word.indexOf('_') > 0 || word.indexOf('-') > 0;
		if (similar != null && (compound || ID.matcher(value).matches())) {
			throw misspelt(word, similar, values);
		}
	}

	private static InvalidScriptException missingColon(String word, String key, String value, ScriptValues values) {
		return values.invalid("there is no colon after '" + word + "'.", "Write '-- " + key + ": " + value + "'.");
	}

	private static @Nullable String similar(String word) {
		String key = word.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
		String other = OTHER_NAMES.getOrDefault(key, OTHER_WORDS.get(word));
		if (other != null) {
			return other;
		}
		return KEYS.stream()
			.filter((candidate) -> distance(key, candidate) <= ((candidate.length() < 8) ? 1 : 2))
			.min(Comparator.comparingInt((candidate) -> distance(key, candidate)))
			.orElse(null);
	}

	/**
	 * Counts two letters in each other's place as one mistake.
	 */
	private static int distance(String word, String key) {
		int distance = SimilarNames.distance(word, key);
		for (int i = 0; distance == 2 && word.length() == key.length() && i + 1 < word.length(); i++) {
			String swapped = word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
			if (swapped.equals(key)) {
				return 1;
			}
		}
		return distance;
	}

	record Entry(String key, String value) {

	}

}
