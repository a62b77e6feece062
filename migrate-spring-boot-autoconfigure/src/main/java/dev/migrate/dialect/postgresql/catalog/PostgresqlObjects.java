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

	/**
	 * The objects of schemas. A cast belongs to that of its function or of one of its
	 * types, and an event trigger to that of its function.
	 */
	private static final String OBJECTS = """
			WITH own AS (
				SELECT oid FROM pg_namespace WHERE nspname = ANY (?)
			), found AS (
				SELECT c.tableoid AS classid, c.oid, c.relkind::text AS kind, NULL::oid AS relation, c.relowner AS owner,
					CASE c.relkind WHEN 'm' THEN 'MATERIALIZED_VIEW' ELSE 'VIEW' END AS type
				FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT c.tableoid, c.oid, 'i', i.indrelid, c.relowner, 'INDEX'
				FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class m ON m.oid = i.indrelid
				WHERE m.relkind = 'm' AND m.relnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT p.tableoid, p.oid, p.prokind::text, NULL, p.proowner,
					CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'ROUTINE' END
				FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT g.tableoid, g.oid, '', g.tgrelid, c.relowner, 'TRIGGER' FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
				WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND c.relnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT p.tableoid, p.oid, '', p.polrelid, c.relowner, 'POLICY' FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
				WHERE c.relnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT r.tableoid, r.oid, '', r.ev_class, c.relowner, 'RULE' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
				WHERE r.rulename <> '_RETURN' AND c.relnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT e.tableoid, e.oid, '', NULL, e.evtowner, 'EVENT_TRIGGER'
				FROM pg_event_trigger e JOIN pg_proc p ON p.oid = e.evtfoid WHERE p.pronamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT t.tableoid, t.oid, '', NULL, t.typowner, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'COMPOSITE_TYPE' END
				FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
				WHERE (t.typtype = 'd' OR c.relkind = 'c') AND t.typnamespace IN (SELECT oid FROM own)
				UNION ALL
				SELECT k.tableoid, k.oid, '', NULL, NULL, 'CAST' FROM pg_cast k
				WHERE k.oid >= 16384 AND EXISTS (SELECT FROM pg_type t WHERE t.oid IN (k.castsource, k.casttarget)
						AND t.typnamespace IN (SELECT oid FROM own)
					UNION ALL SELECT FROM pg_proc p WHERE p.oid = k.castfunc AND p.pronamespace IN (SELECT oid FROM own))
			)
			""";

	private static final String ALL = OBJECTS
			+ """
					SELECT f.classid::regclass::text AS catalog, f.oid::bigint AS oid, f.kind, f.type,
						o.type || ' ' || o.identity AS identity,
						(SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
							WHERE c.oid = f.relation) AS relation,
						CASE WHEN NOT pg_has_role(f.owner, 'USAGE') THEN f.owner::regrole::text END AS foreign_owner
					FROM found f CROSS JOIN LATERAL pg_identify_object(f.classid, f.oid, 0) AS o
					WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = f.classid AND x.objid = f.oid AND x.deptype = 'e')
					ORDER BY f.oid""";

	private static final String ADDRESSES = OBJECTS
			+ "SELECT classid::regclass || ':' || oid FROM found UNION ALL SELECT 'row security:' || oid FROM pg_class"
			+ " WHERE (relrowsecurity OR relforcerowsecurity) AND relnamespace IN (SELECT oid FROM own)";

	/**
	 * What objects refer to, where a rule stands for its view, and a row type for its
	 * table.
	 */
	private static final String NEEDS = """
			WITH object AS (
				SELECT catalog::regclass::oid AS classid, oid::oid FROM unnest(?::text[], ?::bigint[]) AS object (catalog, oid)
			), part AS (
				SELECT classid, oid, classid AS owner_class, oid AS owner FROM object
				UNION ALL
				SELECT r.tableoid, r.oid, o.classid, o.oid FROM object o JOIN pg_rewrite r ON r.ev_class = o.oid
				WHERE o.classid = 'pg_class'::regclass AND r.rulename = '_RETURN'
				UNION ALL
				SELECT c.tableoid, c.oid, o.classid, o.oid FROM object o JOIN pg_type t ON t.oid = o.oid
				JOIN pg_class c ON c.oid = t.typrelid WHERE o.classid = 'pg_type'::regclass
				UNION ALL
				SELECT k.tableoid, k.oid, o.classid, o.oid FROM object o JOIN pg_constraint k ON k.contypid = o.oid
				WHERE o.classid = 'pg_type'::regclass
			), reference AS (
				SELECT p.owner_class, p.owner, CASE WHEN t.typrelid <> 0 AND c.relkind <> 'c' THEN c.tableoid ELSE d.refclassid END
						AS classid,
					CASE WHEN t.typrelid <> 0 AND c.relkind <> 'c' THEN c.oid ELSE coalesce(t.oid, d.refobjid) END AS oid
				FROM part p JOIN pg_depend d ON d.classid = p.classid AND d.objid = p.oid
				LEFT JOIN pg_type a ON d.refclassid = 'pg_type'::regclass AND a.oid = d.refobjid
				LEFT JOIN pg_type t ON t.oid = CASE WHEN a.typelem <> 0 AND a.typcategory = 'A' THEN a.typelem ELSE a.oid END
				LEFT JOIN pg_class c ON c.oid = t.typrelid
				WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384 AND d.refclassid <> 'pg_namespace'::regclass
			)
			SELECT DISTINCT r.owner_class::regclass::text AS catalog, r.owner::bigint AS oid, o.type || ' ' || o.identity AS needed
			FROM reference r CROSS JOIN LATERAL pg_identify_object(r.classid, r.oid, 0) AS o
			WHERE (r.owner_class, r.owner) <> (r.classid, r.oid)""";

	private static final String ROW_SECURITY = """
			SELECT c.oid::bigint AS oid, format('%I.%I', n.nspname, c.relname) AS relation, c.oid::regclass::text AS name,
				c.relrowsecurity, c.relforcerowsecurity,
				CASE WHEN NOT pg_has_role(c.relowner, 'USAGE') THEN c.relowner::regrole::text END AS foreign_owner
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
			ORDER BY c.oid""";

	private static final String AROUND = """
			WITH RECURSIVE used (oid, within) AS (
				SELECT ?::oid, false
				UNION
				SELECT n.oid, u.within OR n.within FROM used u CROSS JOIN LATERAL (
					SELECT t.oid, false AS within FROM pg_type t WHERE t.typbasetype = u.oid
					UNION ALL SELECT t.oid, true FROM pg_type t WHERE t.typelem = u.oid AND t.typcategory = 'A'
					UNION ALL SELECT unnest(ARRAY[r.rngtypid, r.rngmultitypid]), true FROM pg_range r WHERE r.rngsubtype = u.oid
					UNION ALL SELECT c.reltype, true FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
					WHERE a.atttypid = u.oid AND NOT a.attisdropped AND c.reltype <> 0) AS n
			)
			SELECT DISTINCT c.oid::regclass || '.' || quote_ident(a.attname) FROM used u
			JOIN pg_attribute a ON a.atttypid = u.oid AND NOT a.attisdropped
			JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
			WHERE u.within ORDER BY 1""";

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
		query(ALL, (row) -> {
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
		query(NEEDS,
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
		query(ROW_SECURITY, (row) -> {
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
					"row security:" + row.getLong("oid"), relation, row.getString("foreign_owner"), drop, definition,
					List.of(), Set.of("table " + relation)));
		}, (Object) schemas.toArray(String[]::new));
		return objects;
	}

	@Override
	public Set<String> addresses(Collection<String> schemas) {
		Set<String> addresses = new LinkedHashSet<>();
		query(ADDRESSES, (row) -> addresses.add(row.getString(1)), (Object) schemas.toArray(String[]::new));
		return addresses;
	}

	@Override
	public List<String> columnsAround(String address) {
		return this.jdbc.queryForList(AROUND, String.class, Long.valueOf(address.substring(address.indexOf(':') + 1)));
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
