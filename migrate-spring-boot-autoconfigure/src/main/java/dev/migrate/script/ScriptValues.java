package dev.migrate.script;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

	private static final String USUAL_INSTANT = "0000-00-00T00:00:00Z";

	private static final Pattern NAME = Pattern.compile("[^\\s,\\p{Cntrl}]+");

	/**
	 * Returns an id: one text for all scripts that name it.
	 */
	public String id(String key, String value) {
		Optional<String> mistake = RevisionIds.mistakeIn(value);
		if (mistake.isPresent()) {
			throw invalid("'" + value + "' is not a revision id (" + key + "): " + mistake.get() + ".",
					"Use letters, digits, '_' and '.' only, as in '7c1f0a9be2d4'; several ids are separated by commas.");
		}
		return value.intern();
	}

	public List<String> ids(String key, List<String> values) {
		List<String> ids = new ArrayList<>(values.size());
		for (String value : values) {
			ids.add(id(key, value));
		}
		return distinct(key, ids);
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

	/**
	 * Adds a migration that a revision adopts to those before it.
	 */
	public void addAdopted(String key, String value, List<AdoptedMigration> adopted) {
		AdoptedMigration migration = AdoptedMigration.parse(value);
		if (migration == null) {
			throw invalid("'" + value + "' is not a migration of another tool (" + key + ").",
					"Write 'flyway 2.1', 'flyway R <description>' or 'liquibase <id>::<author>::<path>'.");
		}
		if (adopted.stream().anyMatch((earlier) -> earlier.identity().equals(migration.identity()))) {
			throw invalid("'" + value + "' is listed twice (" + key + ").", "List it once.");
		}
		adopted.add(migration);
	}

	public Instant instant(String key, String value) {
		try {
			return isUsualInstant(value) ? usualInstant(value) : Instant.parse(value);
		}
		catch (DateTimeException ex) {
			throw invalid("'" + value + "' is not a point in time (" + key + ").",
					"Write it as 2026-11-21T10:15:00Z, with the seconds and the time zone.");
		}
	}

	/**
	 * Tells the form that Migrate writes, which is read without the formatter of Java: to
	 * set that up takes longer than the rest of the header.
	 */
	private static boolean isUsualInstant(String value) {
		boolean usual = value.length() == USUAL_INSTANT.length();
		for (int i = 0; usual && i < value.length(); i++) {
			char character = value.charAt(i);
			boolean digit = character >= '0' && character <= '9';
			usual = (USUAL_INSTANT.charAt(i) == '0') ? digit : character == USUAL_INSTANT.charAt(i);
		}
		// The end of a day and a leap second are for the formatter.
		return usual && !value.startsWith("24", 11) && !value.startsWith("60", 17);
	}

	private static Instant usualInstant(String value) {
		return LocalDateTime
			.of(number(value, 0, 4), number(value, 5, 7), number(value, 8, 10), number(value, 11, 13),
					number(value, 14, 16), number(value, 17, 19))
			.toInstant(ZoneOffset.UTC);
	}

	private static int number(String value, int start, int end) {
		return Integer.parseInt(value, start, end, 10);
	}

	public InvalidScriptException invalid(String problem, String action) {
		return new InvalidScriptException(this.location, this.line, problem, action);
	}

	private List<String> distinct(String key, List<String> values) {
		if (values.size() < 2) {
			return values;
		}
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
