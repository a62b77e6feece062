package dev.migrate.dialect.tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads from one schema after another, on a database that has nothing better.
 */
public final class EachSchema implements SchemaReader {

	private static final Logger logger = LoggerFactory.getLogger(EachSchema.class);

	private static final String SYSTEM = "information_schema";

	private final JdbcOperations jdbc;

	private final UnaryOperator<String> names;

	private final TableFinder finder;

	/**
	 * Creates a reader.
	 * @param jdbc the connection
	 * @param names returns the name that a schema is given by for the one in the catalog
	 * @param finder finds the tables of one schema
	 */
	public EachSchema(JdbcOperations jdbc, UnaryOperator<String> names, TableFinder finder) {
		this.jdbc = jdbc;
		this.names = names;
		this.finder = finder;
	}

	@Override
	public List<String> matching(Collection<String> patterns) {
		List<Pattern> compiled = patterns.stream().map(SchemaPatterns::compile).toList();
		return schemas().stream()
			.filter((schema) -> compiled.stream().anyMatch((pattern) -> pattern.matcher(schema).matches()))
			.sorted()
			.toList();
	}

	private List<String> schemas() {
		return this.jdbc
			.queryForList("SELECT schema_name FROM information_schema.schemata ORDER BY schema_name", String.class)
			.stream()
			.filter((schema) -> !schema.equalsIgnoreCase(SYSTEM))
			.map(this.names)
			.toList();
	}

	@Override
	public Map<String, SchemaTables> findTables(Collection<String> schemas, String version, String history) {
		List<String> existing = schemas();
		Map<String, SchemaTables> found = new LinkedHashMap<>();
		for (String schema : schemas) {
			if (existing.stream().anyMatch(schema::equalsIgnoreCase)) {
				try {
					found.put(schema, this.finder.find(schema, version, history));
				}
				catch (MigrateException ex) {
					logger.debug("Schema {} cannot be read together with others", schema, ex);
				}
			}
		}
		return found;
	}

	@Override
	public Map<String, List<String>> query(Collection<String> schemas, UnaryOperator<String> query) {
		Map<String, List<String>> answers = new LinkedHashMap<>();
		for (String schema : schemas) {
			try {
				List<String> rows = new ArrayList<>();
				this.jdbc.query(query.apply(schema), (row) -> {
					rows.add(row.getString(1));
				});
				if (!rows.contains(null)) {
					answers.put(schema, rows);
				}
			}
			catch (DataAccessException ex) {
				logger.debug("Schema {} cannot be read together with others", schema, ex);
			}
		}
		return answers;
	}

	@Override
	public Map<String, String> digests(Collection<String> schemas, Collection<String> ignored) {
		Map<String, String> digests = new LinkedHashMap<>();
		describe(schemas, ignored).forEach((schema, objects) -> digests.put(schema, objects.toString()));
		return digests;
	}

	/**
	 * Only the standard says what is where: tables and columns.
	 */
	@Override
	public Map<String, Map<String, String>> describe(Collection<String> schemas, Collection<String> ignored) {
		Map<String, Map<String, String>> described = new LinkedHashMap<>();
		schemas.forEach((schema) -> {
			Map<String, String> objects = new TreeMap<>();
			described.put(schema, objects);
			this.jdbc.query(
					"""
							SELECT table_schema, table_name, column_name, data_type, character_maximum_length, numeric_precision,
								numeric_scale, is_nullable, column_default
							FROM information_schema.columns WHERE lower(table_schema) = lower(?)""",
					(row) -> {
						String table = row.getString(2);
						if (this.names.apply(row.getString(1)).equals(schema)
								&& ignored.stream().noneMatch(table::equalsIgnoreCase)) {
							objects.put("table " + table, "");
							objects.put("column " + table + "." + row.getString(3),
									"%s %s %s %s nullable=%s default=%s".formatted(row.getString(4), row.getString(5),
											row.getString(6), row.getString(7), row.getString(8), row.getString(9)));
						}
					}, schema);
		});
		return described;
	}

	@Override
	public @Nullable String objection(String schema) {
		if (schema.isBlank()) {
			return "it is empty";
		}
		if (schema.chars().anyMatch(Character::isISOControl)) {
			return "it has control characters";
		}
		return schema.toLowerCase(Locale.ROOT).equals(SYSTEM) ? "it belongs to the database itself" : null;
	}

	/**
	 * Finds the tables of the tool in one schema.
	 */
	@FunctionalInterface
	public interface TableFinder {

		/**
		 * Finds the tables.
		 * @param schema the name of the schema
		 * @param version the name of the version table
		 * @param history the name of the history table
		 * @return what there is
		 */
		SchemaTables find(String schema, String version, String history);

	}

}
