package dev.migrate.adopt.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.migrate.adopt.AdoptException;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a database says which files were applied: one row for each, or the last one only.
 *
 * @param tool what the tool is called
 * @param table where it says so
 * @param versions the versions
 * @param last whether there is only the last one, and those before it count as well
 */
record SchemaMigrations(String tool, ObjectName table, List<String> versions, boolean last) {

	private static final String RAILS = "schema_migrations";

	private static final String GOOSE = "goose_db_version";

	SchemaMigrations {
		versions = List.copyOf(versions);
	}

	/**
	 * Looks for the table of such a tool.
	 * @param schema the schema that it would be in
	 * @return what it says, or {@code null} if there is none
	 * @throws AdoptException if the tool has failed in the middle of a file
	 */
	static @Nullable SchemaMigrations find(JdbcOperations jdbc, Dialect dialect, String schema) {
		Map<String, Set<String>> tables = new LinkedHashMap<>();
		jdbc.query(
				"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ? AND lower(table_name) IN (?, ?)",
				(row) -> {
					tables.computeIfAbsent(row.getString(1), (name) -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
						.add(row.getString(2));
				}, schema, RAILS, GOOSE);
		for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
			ObjectName name = new ObjectName(schema, table.getKey());
			Set<String> columns = table.getValue();
			if (columns.containsAll(Set.of("version", "dirty"))) {
				return golangMigrate(jdbc, dialect, name);
			}
			if (columns.containsAll(Set.of("version_id", "is_applied"))) {
				return goose(jdbc, dialect, name);
			}
			if (columns.contains("version")) {
				return new SchemaMigrations("dbmate or Rails", name,
						jdbc.queryForList("SELECT version FROM " + dialect.quote(name), String.class), false);
			}
		}
		return null;
	}

	private static SchemaMigrations golangMigrate(JdbcOperations jdbc, Dialect dialect, ObjectName table) {
		List<String> versions = new ArrayList<>();
		jdbc.query("SELECT version, dirty FROM " + dialect.quote(table), (row) -> {
			if (row.getBoolean(2)) {
				throw AdoptException.unreadable(
						"golang-migrate has failed in the middle of version %s: it is dirty in %s."
							.formatted(row.getString(1), table),
						"Bring the database to the state before or after that file, say so with 'migrate force' of"
								+ " golang-migrate, and run the command again. Nothing was written.",
						null);
			}
			if (row.getLong(1) >= 0) {
				versions.add(row.getString(1));
			}
		});
		return new SchemaMigrations("golang-migrate", table, versions, true);
	}

	/**
	 * Reads the table of goose, which adds a row each time, and begins with version 0.
	 */
	private static SchemaMigrations goose(JdbcOperations jdbc, Dialect dialect, ObjectName table) {
		Map<String, Boolean> applied = new LinkedHashMap<>();
		jdbc.query("SELECT version_id, is_applied FROM " + dialect.quote(table) + " WHERE version_id > 0 ORDER BY id",
				(row) -> {
					applied.put(row.getString(1), row.getBoolean(2));
				});
		return new SchemaMigrations("goose", table,
				applied.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList(), false);
	}

	/**
	 * Returns what tells whether a version was applied.
	 */
	Predicate<String> applied(FileVersions order) {
		Set<String> keys = new TreeSet<>(this.versions.stream().map(order::key).toList());
		return this.last
				? (version) -> this.versions.stream()
					.anyMatch((row) -> order.order().compare(order.key(version), order.key(row)) <= 0)
				: (version) -> keys.contains(order.key(version));
	}

}
