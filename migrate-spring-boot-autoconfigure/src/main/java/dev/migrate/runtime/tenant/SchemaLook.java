package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.runtime.history.PositionQuery;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A look at the schemas of many tenants, in a handful of statements.
 */
final class SchemaLook {

	private static final int MANY = 100;

	// So many show whether nearly all have something to do. Otherwise reading them later
	// would be dearer: a lock for each of those that have not.
	private static final int SAMPLE = 20;

	private static final int MOST_DONE = SAMPLE / 10;

	private static final Logger logger = LoggerFactory.getLogger(SchemaLook.class);

	// No table of the tool is called so.
	private static final TableNames NO_TABLES = new TableNames(null, "migrate: no table", "migrate: no history");

	private final JdbcOperations jdbc;

	private final Dialect dialect;

	private final SchemaReader reader;

	private final Map<String, SeenTenant> seen = new LinkedHashMap<>();

	SchemaLook(JdbcOperations jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.reader = dialect.schemas(jdbc);
	}

	/**
	 * Looks at tenants.
	 * @param names the names of the tables
	 * @param done whether there is nothing to do for a tenant with certain rows, or
	 * {@code null} if all rows are to be read
	 * @return what was seen, in the order of the tenants
	 */
	Map<String, SeenTenant> at(Set<String> tenants, TableNames names, @Nullable Predicate<List<String>> done) {
		Map<String, TableLocations> tables = findTables(tenants, names);
		Set<String> unseen = new LinkedHashSet<>();
		List<String> readable = new ArrayList<>();
		for (String tenant : tenants) {
			TableLocations found = tables.get(tenant);
			this.seen.put(tenant, SeenTenant.UNCLEAR);
			if (found == null) {
				unseen.add(tenant);
			}
			else if (found.versionExists()) {
				readable.add(tenant);
			}
			else if (!found.historyExists()) {
				this.seen.put(tenant, new SeenTenant(true, found, List.of()));
			}
		}
		read(readable, tables, done);
		missing(unseen).forEach((tenant) -> this.seen.put(tenant, SeenTenant.MISSING));
		return this.seen;
	}

	private Map<String, TableLocations> findTables(Set<String> tenants, TableNames names) {
		Map<String, TableLocations> tables = new LinkedHashMap<>();
		if (!tenants.isEmpty()) {
			this.reader.findTables(tenants, names.version(), names.history())
				.forEach((tenant, found) -> tables.put(tenant,
						new TableLocations(found.database(), new ObjectName(tenant, names.version()),
								found.versionExists(), new ObjectName(tenant, names.history()),
								found.historyColumns())));
		}
		return tables;
	}

	private void read(List<String> tenants, Map<String, TableLocations> tables,
			@Nullable Predicate<List<String>> done) {
		if (done != null && tenants.size() > MANY && isMostPending(tenants.subList(0, SAMPLE), tables, done)) {
			tenants.forEach((tenant) -> this.seen.put(tenant, new SeenTenant(true, tables.get(tenant), null)));
		}
		else {
			read(tenants, tables);
		}
	}

	private boolean isMostPending(List<String> sample, Map<String, TableLocations> tables,
			Predicate<List<String>> done) {
		List<SortedSet<String>> rows = new ArrayList<>();
		sample.forEach((tenant) -> rows.add(new TreeSet<>()));
		String query = IntStream.range(0, sample.size())
			.mapToObj((i) -> "SELECT %d, version_num FROM %s".formatted(i,
					this.dialect.quote(Objects.requireNonNull(tables.get(sample.get(i))).version())))
			.collect(Collectors.joining("\nUNION ALL "));
		try {
			this.jdbc.query(query, (row) -> {
				rows.get(row.getInt(1)).add(String.valueOf(row.getString(2)));
			});
		}
		catch (DataAccessException ex) {
			logger.debug("Some tenants cannot be read together", ex);
			return false;
		}
		return rows.stream().filter((of) -> done.test(List.copyOf(of))).count() <= MOST_DONE;
	}

	private void read(List<String> tenants, Map<String, TableLocations> tables) {
		Map<Boolean, List<String>> shapes = tenants.stream()
			.collect(Collectors.groupingBy((tenant) -> Objects.requireNonNull(tables.get(tenant)).historyExists(),
					LinkedHashMap::new, Collectors.toList()));
		shapes.values().forEach((same) -> {
			TableLocations shape = Objects.requireNonNull(tables.get(same.get(0)));
			this.reader.query(same, (schema) -> PositionQuery.of(this.dialect, schema, shape))
				.forEach((tenant, answer) -> PositionQuery.rows(answer)
					.ifPresent((rows) -> this.seen.put(tenant, new SeenTenant(true, tables.get(tenant), rows))));
		});
	}

	/**
	 * Returns what the histories of tenants say was done last.
	 */
	Map<String, String> lastSteps(Map<String, SeenTenant> tenants) {
		Map<Set<String>, List<String>> shapes = tenants.keySet()
			.stream()
			.filter((tenant) -> tables(tenant, tenants).historyExists())
			.collect(Collectors.groupingBy((tenant) -> tables(tenant, tenants).historyColumns().keySet()));
		Map<String, String> steps = new LinkedHashMap<>();
		shapes.values().forEach((same) -> {
			TableLocations shape = tables(same.get(0), tenants);
			this.reader.query(same, (schema) -> PositionQuery.lastStep(this.dialect, schema, shape))
				.forEach((tenant, answer) -> answer.stream().findFirst().ifPresent((step) -> steps.put(tenant, step)));
		});
		return steps;
	}

	private static TableLocations tables(String tenant, Map<String, SeenTenant> tenants) {
		return Objects.requireNonNull(Objects.requireNonNull(tenants.get(tenant)).tables());
	}

	/**
	 * Something else may be called like a table of the tool in a schema that exists.
	 */
	private Collection<String> missing(Set<String> unseen) {
		List<String> missing = new ArrayList<>(unseen);
		if (!unseen.isEmpty()) {
			missing.removeAll(existing(unseen, this.reader));
		}
		return missing;
	}

	/**
	 * Returns which of some schemas there are.
	 */
	static Set<String> existing(Collection<String> schemas, SchemaReader reader) {
		return reader.findTables(schemas, NO_TABLES.version(), NO_TABLES.history()).keySet();
	}

}
