package dev.migrate.adopt.alembic;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Alembic writes in offline mode, taken apart by revision.
 */
final class AlembicScript {

	private static final Pattern UPGRADE = Pattern.compile("-- Running upgrade .*-> (?<id>\\S+)\\s*");

	private static final Pattern DOWNGRADE = Pattern.compile("-- Running downgrade (?<id>\\S+) ->.*");

	private AlembicScript() {
	}

	/**
	 * Takes the way up apart.
	 * @return the text of each revision, by its id
	 */
	static Map<String, String> upgrades(String script) {
		return sections(script, UPGRADE);
	}

	/**
	 * Takes the way down apart.
	 * @return the text of each revision, by its id
	 */
	static Map<String, String> downgrades(String script) {
		return sections(script, DOWNGRADE);
	}

	private static Map<String, String> sections(String script, Pattern start) {
		Map<String, StringBuilder> sections = new HashMap<>();
		StringBuilder current = new StringBuilder();
		for (String line : script.strip().replaceFirst("\\bCOMMIT;$", "").lines().toList()) {
			Matcher matcher = start.matcher(line);
			if (matcher.matches()) {
				current = new StringBuilder();
				sections.put(matcher.group("id"), current);
			}
			else {
				current.append(line).append('\n');
			}
		}
		Map<String, String> texts = new HashMap<>();
		sections.forEach((id, text) -> texts.put(id, text.toString()));
		return texts;
	}

	/**
	 * Returns what finds the statements that change the version table.
	 */
	static Pattern versionStatement(String table) {
		return Pattern.compile(
				"(?is)(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|CREATE\\s+TABLE|DROP\\s+TABLE)\\s+(?:[\\w\"]+\\.)?\"?"
						+ Pattern.quote(table) + "\"?(?:\\s.*|\\(.*)?");
	}

}
