package dev.migrate.dialect.postgresql.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the database and the role set for new sessions.
 */
final class SessionDefaults {

	private final Map<String, String> values = new HashMap<>();

	private final Map<String, Integer> ranks = new HashMap<>();

	void add(String setting, String rank) {
		int end = setting.indexOf('=');
		String name = setting.substring(0, end);
		int number = Integer.parseInt(rank);
		if (number >= this.ranks.getOrDefault(name, 0)) {
			this.ranks.put(name, number);
			this.values.put(name, setting.substring(end + 1));
		}
	}

	Map<String, String> changedFrom(SessionDefaults before) {
		Map<String, String> changed = new LinkedHashMap<>(this.values);
		changed.entrySet().removeIf((entry) -> entry.getValue().equals(before.values.get(entry.getKey())));
		return changed;
	}

}
