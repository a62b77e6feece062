package dev.migrate.command.output;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a command says about several databases, each under its name.
 */
public final class DatabaseSections {

	private final Map<String, Object> results = new HashMap<>();

	private final Map<String, Object> failures = new HashMap<>();

	private @Nullable String title;

	/**
	 * Returns what stands before the next line of a database.
	 * @return lines, or an empty text if its title has been printed
	 */
	String before(String database, String styled) {
		if (database.equals(this.title)) {
			return "";
		}
		String separator = (this.title != null) ? System.lineSeparator() : "";
		this.title = database;
		return separator + styled + ":" + System.lineSeparator();
	}

	void add(String database, Object json) {
		this.results.put(database, json);
	}

	/**
	 * Keeps what is said instead of a result, where results are for programs.
	 */
	public void failed(String database, Object json) {
		this.failures.put(database, json);
	}

	/**
	 * Returns the results that are for programs.
	 * @param databases the databases in their order
	 * @return the results by the names of their databases, nothing if they were for
	 * people
	 */
	public Map<String, Object> json(List<String> databases) {
		Map<String, Object> json = new LinkedHashMap<>();
		if (!this.results.isEmpty()) {
			for (String database : databases) {
				Object value = this.results.getOrDefault(database, this.failures.get(database));
				if (value != null) {
					json.put(database, value);
				}
			}
		}
		return json;
	}

}
