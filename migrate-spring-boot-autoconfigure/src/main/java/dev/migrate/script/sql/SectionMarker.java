package dev.migrate.script.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.text.WhiteSpace;
import org.jspecify.annotations.Nullable;

/**
 * A line that begins a section: {@code -- migrate:upgrade}, {@code -- migrate:downgrade}
 * or {@code -- migrate:downgrade none}.
 *
 * @param upgrade whether the section is the upgrade
 * @param none whether it says that there is no such section
 */
record SectionMarker(boolean upgrade, boolean none) {

	private static final String USUAL = "-- migrate:upgrade";

	private static final String WORD = "migrate";

	private static final Pattern ANY = Pattern.compile("\\s*--\\s*migrate\\s*:(?<rest>.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern EXACT = Pattern
		.compile("\\s*--\\s*migrate:(?<section>upgrade|downgrade)(?<none>\\s+none)?\\s*");

	/**
	 * Reads a line.
	 * @throws InvalidScriptException if the line may be meant as a marker and is none,
	 * since a downgrade must never become the end of an upgrade
	 */
	static @Nullable SectionMarker of(String line, String location, int number) {
		if (line.equals(USUAL)) {
			return new SectionMarker(true, false);
		}
		if (!isPossible(line)) {
			return null;
		}
		String text = WhiteSpace.toBlanks(line);
		Matcher any = ANY.matcher(text);
		if (!any.matches()) {
			return null;
		}
		Matcher exact = EXACT.matcher(text);
		if (!exact.matches()) {
			throw new InvalidScriptException(location, number,
					"'" + SqlHeaderParser.shorten(text.strip()) + "' is not a section marker.",
					action(any.group("rest").strip().toLowerCase(Locale.ROOT)));
		}
		boolean upgrade = exact.group("section").equals("upgrade");
		boolean none = exact.group("none") != null;
		if (upgrade && none) {
			throw new InvalidScriptException(location, number, "an upgrade cannot be 'none'.",
					"Write '-- migrate:upgrade'; a revision that does nothing, such as a merge, has no statement below it.");
		}
		return new SectionMarker(upgrade, none);
	}

	/**
	 * Tells most lines without the patterns.
	 */
	private static boolean isPossible(String line) {
		int start = skipBlanks(line, 0);
		if (!line.startsWith("--", start)) {
			return false;
		}
		int word = skipBlanks(line, start + 2);
		return line.regionMatches(true, word, WORD, 0, WORD.length());
	}

	private static int skipBlanks(String line, int from) {
		int position = from;
		while (position < line.length() && WhiteSpace.is(line.charAt(position))) {
			position++;
		}
		return position;
	}

	String name() {
		return this.upgrade ? "upgrade" : "downgrade";
	}

	private static String action(String rest) {
		if (rest.startsWith("up")) {
			return "Write '-- migrate:upgrade'.";
		}
		if (rest.startsWith("down")) {
			return "Write '-- migrate:downgrade', or '-- migrate:downgrade none' if there is no way back.";
		}
		return "Write '-- migrate:upgrade' or '-- migrate:downgrade'. If the line begins no section, write a backslash before it: '\\-- migrate:'.";
	}

}
