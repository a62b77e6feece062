package dev.migrate.dialect.postgresql.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Every setting that a script may change for its session, as the pool had it: what
 * {@code pg_dump} writes at the top of a script, or a {@code statement_timeout}, must not
 * reach those who get the connection next.
 */
final class SettingsSnapshot {

	private final JdbcOperations jdbc;

	private final Map<String, String> values = new LinkedHashMap<>();

	SettingsSnapshot(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	void take() {
		this.values.clear();
		this.jdbc.query("""
				SELECT name, current_setting(name) AS value FROM pg_settings
				WHERE context IN ('user', 'superuser') AND name NOT LIKE 'transaction\\_%'""", (row) -> {
			this.values.put(row.getString("name"), row.getString("value"));
		});
	}

	/**
	 * Puts back those that have changed.
	 */
	void putBack() {
		this.jdbc.query("""
				SELECT set_config(name, value, false) FROM unnest(?::text[], ?::text[]) AS setting (name, value)
				WHERE current_setting(name, true) IS DISTINCT FROM value""", (row) -> {
		}, this.values.keySet().toArray(new String[0]), this.values.values().toArray(new String[0]));
	}

}
