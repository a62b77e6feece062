package dev.migrate.script;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.revision.RevisionIds;

/**
 * What the header of an SQL script and the attributes of
 * {@link dev.migrate.Revision @Revision} have in common: the form of their values.
 *
 * @param location where the script was found
 * @param line the line of the value, or 0
 */
public record ScriptValues(String location, int line) {

	private static final Pattern NAME = Pattern.compile("[^\\s,\\p{Cntrl}]+");

	public String id(String key, String value) {
		RevisionIds.mistakeIn(value).ifPresent((mistake) -> {
			throw invalid("'" + value + "' is not a revision id (" + key + "): " + mistake + ".",
					"Use letters, digits, '_' and '.' only, as in '7c1f0a9be2d4'; several ids are separated by commas.");
		});
		return value;
	}

	public List<String> ids(String key, List<String> values) {
		return distinct(key, values.stream().map((value) -> id(key, value)).toList());
	}

	public List<String> names(String key, List<String> values) {
		for (String value : values) {
			if (!NAME.matcher(value).matches()) {
				throw invalid("'" + value + "' is not a name (" + key + ").",
						"Separate several names by commas, and write each without blanks.");
			}
		}
		return distinct(key, values);
	}

	public Instant instant(String key, String value) {
		try {
			return Instant.parse(value);
		}
		catch (DateTimeParseException ex) {
			throw invalid("'" + value + "' is not a point in time (" + key + ").",
					"Write it as 2026-11-21T10:15:00Z, with the seconds and the time zone.");
		}
	}

	public InvalidScriptException invalid(String problem, String action) {
		return new InvalidScriptException(this.location, this.line, problem, action);
	}

	private List<String> distinct(String key, List<String> values) {
		List<String> seen = new ArrayList<>();
		for (String value : values) {
			if (seen.contains(value)) {
				throw invalid("'" + value + "' is listed twice (" + key + ").", "List it once.");
			}
			seen.add(value);
		}
		return seen;
	}

}
