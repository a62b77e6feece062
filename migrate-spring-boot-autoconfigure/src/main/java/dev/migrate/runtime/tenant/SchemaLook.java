package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.runtime.history.PositionQuery;
import dev.migrate.schema.ObjectName;

/**
 * A look at the schemas of many tenants, in a handful of statements.
 */
final class SchemaLook {

	/**
	 * How many of many tenants show whether most have something to do.
	 */
	static final int FIRST = 100;

	// To be asked under its lock costs a tenant several times what it costs here.
	private static final int MOST_DONE = FIRST / 10;

	// No table of the tool is called so.
	private static final TableNames NO_TABLES = new TableNames(null, "migrate: no table", "migrate: no history");

	private final Dialect dialect;

	private final SchemaReader reader;

	private final Map<String, SeenTenant> seen = new LinkedHashMap<>();

	SchemaLook(Dialect dialect, SchemaReader reader) {
		this.dialect = dialect;
		this.reader = reader;
	}

	/**
	 * Looks at tenants.
	 * @param names the names of the tables
	 * @param done whether there is nothing to do for a tenant with certain rows
	 * @return what was seen, in the order of the tenants
	 */
	Map<String, SeenTenant> at(Set<String> tenants, TableNames names, Predicate<List<String>> done) {
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

	private void read(List<String> tenants, Map<String, TableLocations> tables, Predicate<List<String>> done) {
		List<String> first = tenants.subList(0, Math.min(FIRST, tenants.size()));
		List<String> rest = tenants.subList(first.size(), tenants.size());
		boolean many = rest.size() > first.size();
		read(many ? first : tenants, tables);
		if (many) {
			long finished = first.stream()
				.map((tenant) -> Objects.requireNonNull(this.seen.get(tenant)).rows())
				.filter((rows) -> rows != null && done.test(rows))
				.count();
			if (finished > MOST_DONE) {
				read(rest, tables);
			}
			else {
				rest.forEach((tenant) -> this.seen.put(tenant, new SeenTenant(true, tables.get(tenant), null)));
			}
		}
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
