package dev.migrate.dialect.postgresql.catalog;

import dev.migrate.dialect.object.ObjectType;

/**
 * The queries that find views, functions, triggers and the like. They take an array of
 * schemas first.
 */
final class ObjectQueries {

	private static final String RELATIONS = """
			SELECT c.tableoid, c.oid, c.relkind::text, NULL::oid, c.relowner,
				CASE c.relkind WHEN 'm' THEN 'MATERIALIZED_VIEW' ELSE 'VIEW' END
			FROM pg_class c WHERE c.relkind IN ('v', 'm') AND c.relnamespace IN (SELECT oid FROM own)""";

	private static final String INDEXES = """
			SELECT c.tableoid, c.oid, 'i', i.indrelid, c.relowner, 'INDEX'
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class m ON m.oid = i.indrelid
			WHERE m.relkind = 'm' AND m.relnamespace IN (SELECT oid FROM own)""";

	private static final String ROUTINES = """
			SELECT p.tableoid, p.oid, p.prokind::text, NULL, p.proowner,
				CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'ROUTINE' END
			FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM own)""";

	private static final String TRIGGERS = """
			SELECT g.tableoid, g.oid, '', g.tgrelid, c.relowner, 'TRIGGER' FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
			WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND c.relnamespace IN (SELECT oid FROM own)""";

	private static final String POLICIES = """
			SELECT p.tableoid, p.oid, '', p.polrelid, c.relowner, 'POLICY' FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
			WHERE c.relnamespace IN (SELECT oid FROM own)""";

	private static final String RULES = """
			SELECT r.tableoid, r.oid, '', r.ev_class, c.relowner, 'RULE' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
			WHERE r.rulename <> '_RETURN' AND c.relnamespace IN (SELECT oid FROM own)""";

	/**
	 * An event trigger belongs to the schema of its function.
	 */
	private static final String EVENT_TRIGGERS = """
			SELECT e.tableoid, e.oid, '', NULL, e.evtowner, 'EVENT_TRIGGER'
			FROM pg_event_trigger e JOIN pg_proc p ON p.oid = e.evtfoid WHERE p.pronamespace IN (SELECT oid FROM own)""";

	private static final String TYPES = """
			SELECT t.tableoid, t.oid, '', NULL, t.typowner, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'COMPOSITE_TYPE' END
			FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
			WHERE (t.typtype = 'd' OR c.relkind = 'c') AND t.typnamespace IN (SELECT oid FROM own)""";

	/**
	 * A cast belongs to the schema of its function or of one of its types.
	 */
	private static final String CASTS = """
			SELECT k.tableoid, k.oid, '', NULL, NULL, 'CAST' FROM pg_cast k
			WHERE k.oid >= 16384 AND EXISTS (SELECT FROM pg_type t WHERE t.oid IN (k.castsource, k.casttarget)
					AND t.typnamespace IN (SELECT oid FROM own)
				UNION ALL SELECT FROM pg_proc p WHERE p.oid = k.castfunc AND p.pronamespace IN (SELECT oid FROM own))""";

	private static final String OWN = "WITH own AS (SELECT oid FROM pg_namespace WHERE nspname = ANY (?))";

	private static final String COLUMNS = "found (classid, oid, kind, relation, owner, type)";

	private static final String OBJECTS = OWN + ", " + COLUMNS + " AS (\n" + String.join("\nUNION ALL\n", RELATIONS,
			INDEXES, ROUTINES, TRIGGERS, POLICIES, RULES, EVENT_TRIGGERS, TYPES, CASTS) + "\n)\n";

	static final String ALL = OBJECTS
			+ """
					SELECT f.classid::regclass::text AS catalog, f.oid::bigint AS oid, f.kind, f.type,
						o.type || ' ' || o.identity AS identity,
						(SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
							WHERE c.oid = f.relation) AS relation,
						CASE WHEN NOT pg_has_role(f.owner, 'USAGE') THEN f.owner::regrole::text END AS foreign_owner
					FROM found f CROSS JOIN LATERAL pg_identify_object(f.classid, f.oid, 0) AS o
					WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = f.classid AND x.objid = f.oid AND x.deptype = 'e')
					ORDER BY f.oid""";

	static final String ADDRESSES = OBJECTS
			+ "SELECT classid::regclass || ':' || oid FROM found UNION ALL SELECT 'row security:' || oid FROM pg_class"
			+ " WHERE (relrowsecurity OR relforcerowsecurity) AND relnamespace IN (SELECT oid FROM own)";

	/**
	 * What objects refer to, where a rule stands for its view, and a row type for its
	 * table.
	 */
	static final String NEEDS = """
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

	static final String ROW_SECURITY = """
			SELECT c.oid::bigint AS oid, format('%I.%I', n.nspname, c.relname) AS relation, c.oid::regclass::text AS name,
				c.relrowsecurity, c.relforcerowsecurity,
				CASE WHEN NOT pg_has_role(c.relowner, 'USAGE') THEN c.relowner::regrole::text END AS foreign_owner
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
			ORDER BY c.oid""";

	/**
	 * The columns that store a domain, whose oid it takes alone, within another type.
	 */
	static final String AROUND = """
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

	private ObjectQueries() {
	}

	/**
	 * Returns the query of what has been created of a sort. It takes the newest oid
	 * before.
	 */
	static String created(ObjectType type) {
		String objects = switch (type) {
			case VIEW, MATERIALIZED_VIEW -> RELATIONS;
			case INDEX -> INDEXES;
			case ROUTINE, AGGREGATE -> ROUTINES;
			case TRIGGER -> TRIGGERS;
			case POLICY -> POLICIES;
			case RULE -> RULES;
			case EVENT_TRIGGER -> EVENT_TRIGGERS;
			case DOMAIN, COMPOSITE_TYPE -> TYPES;
			case CAST -> CASTS;
			case ROW_SECURITY -> throw new IllegalArgumentException("row security is no object of the catalog");
		};
		return OWN + " SELECT classid::regclass || ':' || oid FROM (" + objects + ") AS " + COLUMNS
				+ " WHERE oid > ?::oid";
	}

}
