package dev.migrate.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text tells people to do, said for one of several databases or tenants. The
 * commands and properties that it proposes become those of that one; done again, nothing
 * changes.
 */
public final class Advice {

	/**
	 * A command that a text proposes, between quotes, in a line of its own, or behind a
	 * colon.
	 */
	private static final String COMMAND = "('migrate |^ +(?:\\./)?migrate |: migrate (?=adopt|baseline|downgrade|stamp|upgrade))"
			+ "(%s)(?![a-z-])(?! %s )";

	private static final Pattern ANY_COMMAND = Pattern.compile(COMMAND.formatted("[a-z-]+", "--database"),
			Pattern.MULTILINE);

	private static final Pattern TENANT_COMMAND = Pattern.compile(
			COMMAND.formatted("upgrade|downgrade|stamp|current|status|check|accept|ensure-version", "--tenant"),
			Pattern.MULTILINE);

	/**
	 * A command that a text proposes and that would change the database, with the
	 * revision that it leads to.
	 */
	private static final Pattern CHANGING_COMMAND = Pattern
		.compile("('|^ +)migrate (upgrade|downgrade) ([^\\s':]+)(?='|$)", Pattern.MULTILINE);

	/**
	 * A property that each database has.
	 */
	private static final Pattern PROPERTY = Pattern
		.compile("(?<![.\\w/])migrate\\.(?=(locations|target|schema|create-schema"
				+ "|version-table|history-table|placeholders|url|user|password|driver-class-name|transaction|on-ahead"
				+ "|on-modified|lock|session|retry|naming|autogenerate|objects|data)\\b)");

	private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

	private Advice() {
	}

	/**
	 * Returns a text for one of several databases.
	 * @param database the name of the database on the command line
	 * @param properties what the names of its properties begin with
	 */
	public static String forDatabase(String text, String database, String properties) {
		String commands = ANY_COMMAND.matcher(text)
			.replaceAll("$0" + Matcher.quoteReplacement(" --database " + database));
		return PROPERTY.matcher(commands).replaceAll(Matcher.quoteReplacement(properties));
	}

	/**
	 * Returns a text for somebody who wants a script. The commands that would change the
	 * database write a script, too.
	 * @param start where the script begins, or an empty text if the database says that
	 * @param options the options that make the command write a script
	 */
	public static String forScript(String text, String start, String options) {
		String range = start.isEmpty() ? "" : start + ":";
		return CHANGING_COMMAND.matcher(text)
			.replaceAll("$1migrate $2 " + Matcher.quoteReplacement(range) + "$3 " + Matcher.quoteReplacement(options));
	}

	/**
	 * Returns a text for one of several tenants.
	 * @param tenant the name of the tenant
	 */
	public static String forTenant(String text, String tenant) {
		String name = PLAIN.matcher(tenant).matches() ? tenant : '"' + tenant.replaceAll("[\"\\\\$`]", "\\\\$0") + '"';
		return TENANT_COMMAND.matcher(text).replaceAll("$0" + Matcher.quoteReplacement(" --tenant " + name));
	}

}
