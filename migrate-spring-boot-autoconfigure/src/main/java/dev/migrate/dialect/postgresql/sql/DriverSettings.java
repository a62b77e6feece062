package dev.migrate.dialect.postgresql.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.dialect.sql.Refusal;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * Knows the settings that the JDBC driver relies on. When the server reports another
 * value of one, the driver closes the connection.
 */
public final class DriverSettings {

	private static final String ENCODING = "client_encoding";

	private static final String DATE_STYLE = "datestyle";

	private static final Pattern CALL = Pattern.compile(
			"\\bset_config\\s*\\(\\s*'(" + ENCODING + "|" + DATE_STYLE + ")'\\s*,\\s*'([^']*)'",
			Pattern.CASE_INSENSITIVE);

	// Translations of the driver spell the style in two words.
	private static final Pattern NAME = Pattern.compile("client_encoding|date ?style|standard_conforming_strings",
			Pattern.CASE_INSENSITIVE);

	private static final Refusal OTHER_ENCODING = new Refusal(
			"changes client_encoding, and the JDBC driver closes the connection unless that is UTF8",
			"Remove it: a script is read as UTF-8 and sent as that, whatever encoding the database has.");

	private static final Refusal OTHER_STYLE = new Refusal(
			"changes datestyle, and the JDBC driver closes the connection unless that begins with ISO",
			"Remove it, and write dates as '2026-11-30' or with to_date; only the order of day and month can be set, as"
					+ " with SET datestyle = 'ISO, DMY'.");

	private DriverSettings() {
	}

	/**
	 * Returns why a statement of a script is refused that changes such a setting.
	 * @param statement one statement
	 * @return the reason, or {@code null} if it is not refused
	 */
	public static @Nullable Refusal refusal(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("SET")) {
			return setting(keywords);
		}
		return (keywords.accept("SELECT") || keywords.accept("WITH")) ? call(statement) : null;
	}

	private static @Nullable Refusal setting(Keywords keywords) {
		keywords.acceptOneOf("SESSION", "LOCAL");
		if (keywords.accept("NAMES")) {
			return refusal(ENCODING, value(keywords));
		}
		for (String name : new String[] { ENCODING, DATE_STYLE }) {
			if (keywords.accept(name)) {
				if (!keywords.acceptSymbol('=')) {
					keywords.accept("TO");
				}
				return refusal(name, value(keywords));
			}
		}
		return null;
	}

	private static String value(Keywords keywords) {
		StringBuilder value = new StringBuilder();
		while (!keywords.atEnd()) {
			String literal = keywords.literal();
			String part = (literal != null) ? literal : keywords.name();
			if (part == null && !keywords.acceptSymbol(',')) {
				// What it means is for the server to say.
				return "";
			}
			value.append((part != null) ? part : ",");
		}
		return value.toString();
	}

	private static @Nullable Refusal call(String statement) {
		Matcher call = CALL.matcher(statement);
		return call.find() ? refusal(call.group(1), call.group(2)) : null;
	}

	private static @Nullable Refusal refusal(String name, String value) {
		String given = value.toLowerCase(Locale.ROOT).replace("\"", "");
		if (name.equalsIgnoreCase(ENCODING)) {
			String encoding = given.replaceAll("[^a-z0-9]", "");
			return Stream.of("", "utf8", "unicode", "default").anyMatch(encoding::equals) ? null : OTHER_ENCODING;
		}
		boolean iso = Stream.of(given.split("[,\\s]+"))
			.noneMatch((style) -> style.equals("sql") || style.startsWith("postgres") || style.startsWith("german"));
		return iso ? null : OTHER_STYLE;
	}

	/**
	 * Returns whether a statement may change such a setting, as far as its text tells.
	 * @param statement one statement
	 */
	public static boolean isMentioned(String statement) {
		return NAME.matcher(statement).find();
	}

	/**
	 * Returns what to do about an exception with which the driver has closed the
	 * connection because of a setting.
	 * @param message the message of the driver
	 * @return the advice, or {@code null} if the connection was closed for another reason
	 */
	public static @Nullable String advice(@Nullable String message) {
		return (message != null && NAME.matcher(message).find())
				? "The driver has closed the connection because of this setting. Remove what changes it from the script,"
						+ " or from the function that the script calls."
				: null;
	}

}
