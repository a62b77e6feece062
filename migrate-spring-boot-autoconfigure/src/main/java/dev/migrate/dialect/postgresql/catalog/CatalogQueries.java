package dev.migrate.dialect.postgresql.catalog;

/**
 * The queries of the
 * <a href="https://www.postgresql.org/docs/current/catalogs.html">catalog</a>, one for
 * each kind of object. They take an array: the names of schemas, or the oids of relations
 * that were found in them.
 */
final class CatalogQueries {

	private static final String RELATIONS = """
			SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
				c.relispartition AS partition, c.relpersistence AS persistence,
				c.reltuples::bigint AS estimated_rows,
				coalesce(c.reloptions, '{}') || ARRAY(SELECT 'toast.' || o FROM unnest(toast.reloptions) AS o)
					AS storage,
				ARRAY(SELECT format('%I.%I', pn.nspname, p.relname) FROM pg_inherits i
					JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
					WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents,
				CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
				CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS query,
				d.description AS comment
			FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
			WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
				AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid
					AND x.deptype = 'e')""";

	private static final String COLUMNS = """
			SELECT a.attrelid::bigint AS relation, a.attnum AS number, a.attname AS name, a.attnotnull AS not_null,
				a.attidentity AS identity, a.attgenerated AS generated,
				pg_get_expr(v.adbin, v.adrelid) AS expression,
				format_type(e.oid, a.atttypmod) AS type_text, en.nspname AS type_schema, e.typname AS type_name,
				EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_type'::regclass AND x.objid = e.oid
					AND x.deptype = 'e') AS type_of_extension,
				CASE WHEN e.oid <> t.oid THEN greatest(a.attndims, 1) ELSE 0 END AS type_dimensions,
				nullif(cn.nspname, 'pg_catalog') AS collation_schema, l.collname AS collation,
				d.description AS comment
			FROM pg_attribute a
			JOIN pg_type t ON t.oid = a.atttypid
			JOIN pg_type e ON e.oid = coalesce(
				(SELECT s.oid FROM pg_type s WHERE s.oid = t.typelem AND s.typarray = t.oid), t.oid)
			JOIN pg_namespace en ON en.oid = e.typnamespace
			LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
			LEFT JOIN pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
			LEFT JOIN pg_namespace cn ON cn.oid = l.collnamespace
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid
				AND d.objsubid = a.attnum
			WHERE a.attrelid = ANY (?::bigint[]::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
			ORDER BY a.attrelid, a.attnum""";

	/**
	 * The columns of an index that may stand behind a constraint.
	 */
	private static final String INDEX = """
			i.indkey::int2[]::int[] AS index_columns, i.indnkeyatts AS key_count, %s AS nulls_not_distinct,
			m.amname AS method, pg_get_expr(i.indpred, i.indrelid) AS predicate,
			pg_get_indexdef(i.indexrelid) AS definition,
			ARRAY(SELECT pg_get_indexdef(i.indexrelid, key, false)
				FROM generate_series(1, i.indnkeyatts::int) AS key ORDER BY key) AS keys""";

	// Of a check that a child table has inherited, conparentid does not tell.
	private static final String CONSTRAINTS = """
			SELECT k.conrelid::bigint AS relation, k.conname AS name, k.contype AS kind, k.conkey::int[] AS columns,
				k.condeferrable AS deferrable, k.condeferred AS deferred, k.convalidated AS validated,
				k.connoinherit AS no_inherit, pg_get_expr(k.conbin, k.conrelid) AS condition,
				CASE WHEN f.oid IS NOT NULL THEN format('%%I.%%I', fn.nspname, f.relname) END AS referenced_table,
				ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS key (number, position)
					JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number
					ORDER BY key.position) AS referenced_columns,
				k.confmatchtype AS match, k.confdeltype AS on_delete, %s AS on_delete_columns,
				k.confupdtype AS on_update,
				ARRAY(SELECT CASE WHEN pn.nspname = 'pg_catalog' THEN p.oprname::text
						ELSE format('OPERATOR(%%I.%%s)', pn.nspname, p.oprname) END
					FROM unnest(k.conexclop) WITH ORDINALITY AS element (operator, position)
					JOIN pg_operator p ON p.oid = element.operator JOIN pg_namespace pn ON pn.oid = p.oprnamespace
					ORDER BY element.position) AS operators,
			%s
			FROM pg_constraint k
			LEFT JOIN pg_class f ON f.oid = k.confrelid
			LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
			LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
			LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
			LEFT JOIN pg_am m ON m.oid = ic.relam
			WHERE k.conrelid = ANY (?::bigint[]::oid[]) AND k.conparentid = 0
				AND (k.contype IN ('p', 'u', 'f', 'x') OR (k.contype = 'c' AND k.conislocal)
					OR (k.contype = 'n' AND NOT k.convalidated))""";

	private static final String INDEXES = """
			SELECT i.indrelid::bigint AS relation, c.relname AS name, i.indisunique AS is_unique,
				i.indisvalid AS valid, c.reloptions AS storage, d.description AS comment,
			%s
			FROM pg_index i
			JOIN pg_class c ON c.oid = i.indexrelid
			JOIN pg_am m ON m.oid = c.relam
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
			WHERE i.indrelid = ANY (?::bigint[]::oid[]) AND NOT c.relispartition
				AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid
					AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))""";

	// A condition on refclassid would let the planner go through all of pg_depend for
	// each
	// sequence; whatever has a sub-object that owns one is a table anyway.
	private static final String SEQUENCES = """
			SELECT n.nspname AS schema, c.relname AS name, format_type(s.seqtypid, NULL) AS type,
				s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS min, s.seqmax AS max,
				s.seqcache AS cache, s.seqcycle AS cycle,
				CASE s.seqtypid WHEN 'int2'::regtype THEN -32768 WHEN 'int4'::regtype THEN -2147483648
					ELSE -9223372036854775808 END AS smallest_of_type,
				CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
					ELSE 9223372036854775807 END AS greatest_of_type,
				o.deptype AS dependency, o.refobjid::bigint AS owner_oid, o.refobjsubid AS owner_column_number,
				CASE WHEN t.oid IS NOT NULL THEN format('%I.%I', tn.nspname, t.relname) END AS owner,
				a.attname AS owner_column, d.description AS comment
			FROM pg_sequence s
			JOIN pg_class c ON c.oid = s.seqrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
				AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
			LEFT JOIN pg_class t ON t.oid = o.refobjid
			LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
			LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
			WHERE n.nspname = ANY (?)
				AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid
					AND x.deptype = 'e')""";

	private static final String TYPES = """
			SELECT n.nspname AS schema, t.typname AS name, t.typtype AS kind,
				ARRAY(SELECT v.enumlabel::text FROM pg_enum v WHERE v.enumtypid = t.oid ORDER BY v.enumsortorder)
					AS labels,
				CASE WHEN t.typtype = 'c' THEN t.typrelid::bigint END AS relation, d.description AS comment
			FROM pg_type t
			JOIN pg_namespace n ON n.oid = t.typnamespace
			LEFT JOIN pg_class c ON c.oid = t.typrelid
			LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
			WHERE n.nspname = ANY (?) AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
				AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid
					AND x.deptype = 'e')""";

	private static final String EXTENSIONS = """
			SELECT e.extname AS name, n.nspname AS schema, e.extversion AS version
			FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace""";

	private final int version;

	/**
	 * Creates the queries.
	 * @param version the major version of the server
	 */
	CatalogQueries(int version) {
		this.version = version;
	}

	String relations() {
		return RELATIONS;
	}

	String columns() {
		return COLUMNS;
	}

	String constraints() {
		return CONSTRAINTS.formatted((this.version >= 15) ? "k.confdelsetcols::int[]" : "NULL::int[]", index());
	}

	String indexes() {
		return INDEXES.formatted(index());
	}

	String sequences() {
		return SEQUENCES;
	}

	String types() {
		return TYPES;
	}

	String extensions() {
		return EXTENSIONS;
	}

	private String index() {
		return INDEX.formatted((this.version >= 15) ? "i.indnullsnotdistinct" : "false");
	}

}
