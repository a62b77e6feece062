package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.object.ObjectType;
import dev.migrate.dialect.object.StoredObject;
import dev.migrate.dialect.object.StoredObjects;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Address;
import dev.migrate.dialect.postgresql.catalog.CatalogNode.Definition;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads views, functions, triggers and the like from the catalog of PostgreSQL: one query
 * for what there is, one for how it is created, and one for what it depends on.
 */
public final class PostgresqlObjects implements StoredObjects {

	private static final String ROW_SECURITY = "row security:";

	private final JdbcOperations jdbc;

	private final int version;

	/**
	 * Creates a reader.
	 * @param jdbc the connection, in a transaction
	 * @param version the major version of the server, such as 17
	 */
	public PostgresqlObjects(JdbcOperations jdbc, int version) {
		this.jdbc = jdbc;
		this.version = version;
	}

	@Override
	public List<StoredObject> read(Collection<String> schemas, String searched) {
		this.jdbc.queryForObject("SELECT set_config('search_path', ?, true)", String.class,
				searched.isEmpty() ? "" : PostgresqlIdentifiers.quote(new ObjectName(null, searched)));
		Map<Address, Found> all = new LinkedHashMap<>();
		query(ObjectQueries.ALL, (row) -> {
			Address address = new Address(row.getString("catalog"), row.getLong("oid"), 0);
			all.put(address,
					new Found(new CatalogNode(address, row.getString("kind"), "", row.getString("identity"), Set.of()),
							ObjectType.valueOf(row.getString("type")), row.getString("relation"),
							row.getString("foreign_owner")));
		}, (Object) schemas.toArray(String[]::new));
		List<StoredObject> objects = new ArrayList<>(rowSecurity(schemas));
		if (all.isEmpty()) {
			return objects;
		}
		Map<Address, Definition> definitions = new CatalogDefinitions(this.jdbc, this.version, searched)
			.of(all.values().stream().map(Found::node).toList());
		Map<Address, Set<String>> needs = needs(all.keySet());
		all.forEach((address, found) -> {
			Definition definition = definitions.get(address);
			if (definition != null && !definition.definition().isEmpty()) {
				objects.add(new StoredObject(found.type(), found.node().identity(), text(address), found.relation(),
						found.foreignOwner(), definition.drop(),
						definition.definition().stream().filter((statement) -> !isComment(statement)).toList(),
						properties(address, definitions), needs.getOrDefault(address, Set.of())));
			}
		});
		return objects;
	}

	/**
	 * An object as the first query finds it.
	 */
	private record Found(CatalogNode node, ObjectType type, @Nullable String relation, @Nullable String foreignOwner) {
	}

	private static boolean isComment(String statement) {
		return statement.startsWith("COMMENT ON ");
	}

	/**
	 * Returns what an object and its columns have besides.
	 */
	private static List<String> properties(Address address, Map<Address, Definition> definitions) {
		List<String> properties = new ArrayList<>();
		definitions.entrySet()
			.stream()
			.filter((part) -> part.getKey().whole().equals(address))
			.sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Address::column)))
			.map(Map.Entry::getValue)
			.forEach((part) -> {
				part.definition().stream().filter(PostgresqlObjects::isComment).forEach(properties::add);
				properties.addAll(part.properties());
			});
		return properties;
	}

	private Map<Address, Set<String>> needs(Set<Address> addresses) {
		Map<Address, Set<String>> needs = new LinkedHashMap<>();
		query(ObjectQueries.NEEDS,
				(row) -> needs
					.computeIfAbsent(new Address(row.getString("catalog"), row.getLong("oid"), 0),
							(missing) -> new HashSet<>())
					.add(row.getString("needed")),
				(Object) addresses.stream().map(Address::catalog).toArray(String[]::new),
				addresses.stream().map(Address::oid).toArray(Long[]::new));
		return needs;
	}

	private List<StoredObject> rowSecurity(Collection<String> schemas) {
		List<StoredObject> objects = new ArrayList<>();
		query(ObjectQueries.ROW_SECURITY, (row) -> {
			String name = row.getString("name");
			List<String> definition = new ArrayList<>();
			List<String> drop = new ArrayList<>();
			if (row.getBoolean("relrowsecurity")) {
				definition.add("ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(name));
				drop.add("ALTER TABLE %s DISABLE ROW LEVEL SECURITY".formatted(name));
			}
			if (row.getBoolean("relforcerowsecurity")) {
				definition.add("ALTER TABLE %s FORCE ROW LEVEL SECURITY".formatted(name));
				drop.add("ALTER TABLE %s NO FORCE ROW LEVEL SECURITY".formatted(name));
			}
			String relation = row.getString("relation");
			objects.add(new StoredObject(ObjectType.ROW_SECURITY, ObjectType.ROW_SECURITY + " of " + relation,
					ROW_SECURITY + row.getLong("oid"), relation, row.getString("foreign_owner"), drop, definition,
					List.of(), Set.of("table " + relation)));
		}, (Object) schemas.toArray(String[]::new));
		return objects;
	}

	@Override
	public Set<String> addresses(Collection<String> schemas) {
		Set<String> addresses = new LinkedHashSet<>();
		query(ObjectQueries.ADDRESSES, (row) -> addresses.add(row.getString(1)),
				(Object) schemas.toArray(String[]::new));
		return addresses;
	}

	@Override
	public Set<String> created(ObjectType type, Collection<String> schemas, Set<String> known) {
		if (type == ObjectType.ROW_SECURITY) {
			return without(known, addresses(schemas));
		}
		long newest = known.stream()
			.filter((address) -> !address.startsWith(ROW_SECURITY))
			.mapToLong((address) -> Long.parseLong(address.substring(address.indexOf(':') + 1)))
			.max()
			.orElse(0);
		List<String> created = this.jdbc.queryForList(ObjectQueries.created(type), String.class,
				schemas.toArray(String[]::new), newest);
		return without(known, created.isEmpty() ? addresses(schemas) : created);
	}

	private static Set<String> without(Set<String> known, Collection<String> addresses) {
		Set<String> others = new LinkedHashSet<>(addresses);
		others.removeAll(known);
		return others;
	}

	@Override
	public List<String> columnsAround(String address) {
		return this.jdbc.queryForList(ObjectQueries.AROUND, String.class,
				Long.valueOf(address.substring(address.indexOf(':') + 1)));
	}

	private void query(String sql, RowCallbackHandler rows, Object... arrays) {
		this.jdbc.query(sql, rows, arrays);
	}

	/**
	 * Writes an address as {@link dev.migrate.dialect.dependency.Alteration} takes it.
	 */
	private static String text(Address address) {
		return address.catalog() + ":" + address.oid();
	}

}
