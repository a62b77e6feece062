package dev.migrate.dialect.postgresql.catalog;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The queries that find what depends on objects, and how each such object is created. The
 * first takes arrays of what is altered: kinds, schemas, names and parts; the second
 * arrays of objects: the tables of the catalog and their oids. Names are written for the
 * search path of the session.
 */
final class DependencyQueries {

	// A rule that a view consists of stands for the view, the index of a constraint for
	// the
	// constraint.
	private static final String DEPENDENTS = """
			WITH RECURSIVE altered AS (
				SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
					AS altered (kind, schema, name, part, number)
			), relation AS (
				SELECT a.number, a.kind, a.part, c.oid FROM altered a
				JOIN pg_namespace n ON n.nspname = a.schema
				JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = a.name
				WHERE a.kind NOT IN ('REPLACE_TYPE', 'DROP_TYPE')
			), family AS (
				SELECT r.number, r.kind, r.part, r.oid, true AS first FROM relation r
				WHERE r.kind IN ('DROP_COLUMN', 'CHANGE_TYPE')
				UNION
				SELECT f.number, f.kind, f.part, i.inhrelid, false FROM family f JOIN pg_inherits i ON i.inhparent = f.oid
			), altered_column AS (
				SELECT f.number, f.kind, f.oid, f.first, a.attnum, a.attinhcount FROM family f
				JOIN pg_attribute a ON a.attrelid = f.oid AND a.attname = f.part AND NOT a.attisdropped
			), root AS (
				SELECT number, 'pg_class'::regclass::oid AS classid, oid AS objid, 0 AS objsubid FROM relation
				WHERE kind IN ('DROP_TABLE', 'DROP_INDEX', 'DROP_SEQUENCE')
				UNION ALL
				SELECT number, 'pg_class'::regclass, oid, attnum FROM altered_column
				UNION ALL
				SELECT r.number, 'pg_constraint'::regclass, k.oid, 0 FROM relation r
				JOIN pg_constraint k ON k.conrelid = r.oid AND k.conname = r.part WHERE r.kind = 'DROP_CONSTRAINT'
				UNION ALL
				SELECT a.number, 'pg_type'::regclass, t.oid, 0 FROM altered a
				JOIN pg_namespace n ON n.nspname = a.schema
				JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = a.name
				WHERE a.kind IN ('REPLACE_TYPE', 'DROP_TYPE')
			), row_type AS (
				SELECT a.attrelid, a.attnum, k.oid, k.attnum AS number FROM altered_column k
				JOIN pg_class c ON c.oid = k.oid JOIN pg_type t ON t.oid = c.reltype
				JOIN pg_attribute a ON a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped
				JOIN pg_class r ON r.oid = a.attrelid AND r.relkind IN ('r', 'm', 'p', 'c')
				WHERE k.kind = 'CHANGE_TYPE'
			), node AS (
				SELECT classid, objid, objsubid FROM root
				UNION SELECT 'pg_class'::regclass, attrelid, attnum FROM row_type
				UNION
				SELECT next.* FROM node CROSS JOIN LATERAL (
					SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
					WHERE d.refclassid = node.classid AND d.refobjid = node.objid
						AND (node.objsubid = 0 OR d.refobjsubid = node.objsubid) AND d.deptype NOT IN ('e', 'x')
						AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_class t
							WHERE t.oid = d.objid AND t.relnamespace = 'pg_toast'::regnamespace))
					UNION ALL
					SELECT d.refclassid, d.refobjid, d.refobjsubid FROM pg_depend d
					WHERE d.classid = node.classid AND d.objid = node.objid AND d.deptype = 'i'
						AND (node.classid = 'pg_rewrite'::regclass OR d.refclassid = 'pg_constraint'::regclass)) AS next
			)
			SELECT 'root' AS what, classid::regclass::text AS catalog, objid::bigint AS oid, objsubid AS sub, number AS number,
				NULL::text AS other_catalog, NULL::bigint AS other_oid, NULL::int AS other_sub, NULL::text AS type,
				NULL AS description, NULL::text[] AS uses
			FROM root
			UNION ALL
			SELECT 'node', n.classid::regclass::text, n.objid::bigint, n.objsubid, NULL, NULL, NULL, NULL,
				(SELECT c.relkind::text FROM pg_class c WHERE c.oid = n.objid AND n.classid = 'pg_class'::regclass),
				pg_describe_object(n.classid, n.objid, n.objsubid),
				ARRAY(SELECT DISTINCT format('%I.%I', s.nspname, c.relname) FROM pg_depend d
					JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace s ON s.oid = c.relnamespace
					WHERE d.refclassid = 'pg_class'::regclass AND d.classid = n.classid AND d.objid = n.objid
						AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
			FROM node n
			UNION ALL
			SELECT DISTINCT 'edge', d.classid::regclass::text, d.objid::bigint, d.objsubid, NULL::bigint,
				d.refclassid::regclass::text,
				d.refobjid::bigint, d.refobjsubid, d.deptype::text, NULL, NULL::text[]
			FROM pg_depend d JOIN node n ON n.classid = d.classid AND n.objid = d.objid AND n.objsubid = d.objsubid
			JOIN node r ON r.classid = d.refclassid AND r.objid = d.refobjid
			WHERE d.deptype NOT IN ('e', 'x')
			UNION ALL
			SELECT 'edge', 'pg_class', attrelid::bigint, attnum, NULL,
				'pg_class', oid::bigint, number, 'row type', NULL, NULL
			FROM row_type
			UNION ALL
			SELECT 'edge', 'pg_class', c.oid::bigint, 0, NULL,
				'pg_class', c.oid::bigint, k.attnum,
				CASE WHEN k.first AND k.attinhcount > 0 THEN 'it is inherited'
					ELSE 'it is part of the partition key' END, NULL, NULL
			FROM altered_column k JOIN pg_class c ON c.oid = k.oid LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
			WHERE (k.first AND k.attinhcount > 0) OR k.attnum = ANY (p.partattrs::int2[]) OR EXISTS (
				SELECT FROM pg_depend d WHERE p.partexprs IS NOT NULL AND d.classid = 'pg_class'::regclass
					AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass
					AND d.refobjid = c.oid AND d.refobjsubid = k.attnum)""";

	private static final String ME = "(SELECT oid FROM pg_roles WHERE rolname = current_user)";

	/**
	 * What brings the privileges that an object has without a word to those that it has.
	 */
	private static final String PRIVILEGES = """
			ARRAY(SELECT statement FROM (
				SELECT 1 AS step, format('REVOKE %s ON %s FROM %s', string_agg(DISTINCT privilege_type, ', '), {target},
					CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END) AS statement
				FROM ({usual} EXCEPT {actual}) AS lost GROUP BY grantee
				UNION ALL
				SELECT 2, format('GRANT %s ON %s TO %s%s', string_agg(privilege_type, ', ' ORDER BY privilege_type), {target},
					CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
					CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
				FROM ({actual} EXCEPT {usual}) AS granted GROUP BY grantee, is_grantable
			) AS privileges ORDER BY step, statement)""";

	private static final String USUAL = """
			(SELECT grantee, privilege_type, is_grantable FROM aclexplode(coalesce((SELECT d.defaclacl FROM pg_default_acl d
				WHERE d.defaclrole = {me} AND d.defaclnamespace = 0 AND d.defaclobjtype = '{kind}'),
				acldefault('{default}', {owner})))
			UNION
			SELECT grantee, privilege_type, is_grantable FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl)
			WHERE d.defaclrole = {me} AND d.defaclnamespace = {namespace} AND d.defaclobjtype = '{kind}')""";

	private static final String ACTUAL = """
			(SELECT grantee, privilege_type, is_grantable
				FROM aclexplode(coalesce({acl}, acldefault('{default}', {owner}))))""";

	private static final String NODES = """
			WITH node AS (
				SELECT * FROM unnest(?::text[], ?::bigint[]) AS node (catalog, oid)
			)
			""";

	private static final String NOTHING = """
			SELECT NULL::text AS catalog, NULL::bigint AS oid, 0 AS sub, NULL::text AS place_kind,
				NULL::text AS table_schema, NULL::text AS table_name, NULL::text AS name, false AS recreatable,
				ARRAY[]::text[] AS drops, ARRAY[]::text[] AS early,
				ARRAY[]::text[] AS definition, ARRAY[]::text[] AS properties
			WHERE false""";

	private static final String TABLES = """
			SELECT 'pg_class', c.oid::bigint, 0, NULL, n.nspname, c.relname, NULL, c.relispartition,
				ARRAY[]::text[], ARRAY[]::text[],
				CASE WHEN c.relispartition THEN array_remove(ARRAY[
					format('CREATE %sTABLE %s PARTITION OF %s %s%s%s',
						CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, c.oid::regclass,
						(SELECT i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid),
						pg_get_expr(c.relpartbound, c.oid), ' PARTITION BY ' || pg_get_partkeydef(c.oid),
						' WITH (' || array_to_string(c.reloptions, ', ') || ')'),
					format('COMMENT ON TABLE %s IS ', c.oid::regclass) || quote_literal(d.description)], NULL)
					ELSE ARRAY[]::text[] END,
				array_remove(ARRAY[
					CASE WHEN c.relowner <> {me} THEN format('ALTER TABLE %s OWNER TO %s', c.oid::regclass, c.relowner::regrole) END,
					CASE WHEN c.reloftype <> 0 THEN format('ALTER TABLE %s OF %s', c.oid::regclass, c.reloftype::regtype) END,
					format('ALTER TABLE %s SET TABLESPACE ', c.oid::regclass) || quote_ident(s.spcname),
					CASE WHEN c.relrowsecurity THEN format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) END,
					CASE WHEN c.relforcerowsecurity THEN format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass) END,
					CASE c.relreplident WHEN 'f' THEN format('ALTER TABLE %s REPLICA IDENTITY FULL', c.oid::regclass)
						WHEN 'n' THEN format('ALTER TABLE %s REPLICA IDENTITY NOTHING', c.oid::regclass) END], NULL)
					|| {privileges}
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
			WHERE c.relkind IN ('r', 'p') AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	private static final String COLUMNS = """
			SELECT 'pg_class', c.oid::bigint, a.attnum::int, NULL, n.nspname, c.relname, NULL, false,
				ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[],
				array_remove(ARRAY[
					CASE WHEN c.relkind IN ('v', 'm') OR c.relispartition THEN
						format('COMMENT ON COLUMN %s.%I IS ', c.oid::regclass, a.attname) || quote_literal(d.description) END,
					CASE WHEN c.relkind IN ('r', 'p', 'm') AND a.attstorage <> t.typstorage THEN
						format('ALTER TABLE ONLY %s ALTER COLUMN %I SET STORAGE %s', c.oid::regclass, a.attname,
							CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'
								ELSE 'EXTENDED' END) END,
					CASE WHEN a.attcompression <> '' THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I SET COMPRESSION %s',
						c.oid::regclass, a.attname, CASE a.attcompression WHEN 'l' THEN 'lz4' ELSE 'pglz' END) END,
					CASE WHEN a.attstattarget >= 0 THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I SET STATISTICS %s',
						c.oid::regclass, a.attname, a.attstattarget) END,
					format('ALTER TABLE ONLY %s ALTER COLUMN %I SET (', c.oid::regclass, a.attname)
						|| array_to_string(a.attoptions, ', ') || ')',
					CASE WHEN a.attinhcount > 0 AND a.attgenerated = '' AND inherited.expression IS DISTINCT FROM v.adbin::text
						THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I ', c.oid::regclass, a.attname)
							|| coalesce('SET DEFAULT ' || pg_get_expr(v.adbin, v.adrelid, true), 'DROP DEFAULT') END,
					CASE WHEN k.conname <> c.relname || '_' || a.attname || '_not_null'
							AND octet_length(c.relname || a.attname) < 54
						THEN format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', c.oid::regclass,
							c.relname || '_' || a.attname || '_not_null', k.conname) END,
					format('COMMENT ON CONSTRAINT %s ON %s IS ', quote_ident(k.conname), c.oid::regclass)
						|| quote_literal(obj_description(k.oid, 'pg_constraint'))], NULL)
				|| ARRAY(SELECT format('GRANT %s ON TABLE %s TO %s%s',
						string_agg(format('%s (%I)', g.privilege_type, a.attname), ', ' ORDER BY g.privilege_type), c.oid::regclass,
						CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
						CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
					FROM aclexplode(a.attacl) AS g GROUP BY g.grantee, g.is_grantable ORDER BY 1)
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_type t ON t.oid = a.atttypid
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid
				AND d.objsubid = a.attnum
			LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum]
				AND k.conislocal
			LEFT JOIN pg_attrdef v ON v.adrelid = c.oid AND v.adnum = a.attnum
			LEFT JOIN LATERAL (SELECT x.adbin::text AS expression FROM pg_inherits i
				JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
				LEFT JOIN pg_attrdef x ON x.adrelid = p.attrelid AND x.adnum = p.attnum
				WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1) AS inherited ON true
			WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
				AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	private static final String TYPES = """
			SELECT 'pg_type', t.oid::bigint, 0, NULL, n.nspname, t.typname, NULL, false,
				ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[],
				array_remove(ARRAY[
					CASE WHEN t.typowner <> {me} THEN format('ALTER TYPE %s OWNER TO %s', t.oid::regtype,
						t.typowner::regrole) END], NULL) || {privileges}
			FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
			WHERE t.typtype = 'e' AND t.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_type')""";

	private static final String VIEWS = """
			SELECT 'pg_class', c.oid::bigint, 0, NULL, n.nspname, c.relname, NULL, true,
				ARRAY[format('DROP %s %s', kind, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[format('CREATE %s %s%s%s%s AS%s%s%s', kind, c.oid::regclass, ' USING ' || quote_ident(m.amname),
					' WITH (' || array_to_string(c.reloptions, ', ') || ')', ' TABLESPACE ' || quote_ident(s.spcname),
					E'\\n', rtrim(pg_get_viewdef(c.oid, true), ';'),
					CASE WHEN NOT c.relispopulated THEN E'\\n  WITH NO DATA' END)],
				array_remove(ARRAY[
					CASE WHEN c.relowner <> {me} THEN format('ALTER %s %s OWNER TO %s', kind, c.oid::regclass, c.relowner::regrole) END,
					format('COMMENT ON %s %s IS ', kind, c.oid::regclass)
						|| quote_literal(obj_description(c.oid, 'pg_class'))], NULL)
					|| {privileges}
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind) AS kind
			LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> current_setting('default_table_access_method')
			LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
			WHERE c.relkind IN ('v', 'm') AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	// An index that is not valid is what a failed build has left.
	private static final String INDEXES = """
			SELECT 'pg_class', c.oid::bigint, 0,
				CASE WHEN k.oid IS NULL AND NOT c.relispartition AND i.indisvalid THEN 'INDEX' END, tn.nspname, t.relname,
				c.relname, k.oid IS NULL,
				CASE WHEN k.oid IS NULL AND NOT c.relispartition THEN ARRAY[format('DROP INDEX %s', c.oid::regclass)]
					ELSE ARRAY[]::text[] END,
				ARRAY[]::text[],
				CASE WHEN k.oid IS NULL AND NOT c.relispartition AND i.indisvalid THEN
					array_remove(ARRAY[pg_get_indexdef(c.oid, 0, true),
						format('COMMENT ON INDEX %s IS ', c.oid::regclass)
							|| quote_literal(obj_description(c.oid, 'pg_class'))], NULL)
					ELSE ARRAY[]::text[] END,
				CASE WHEN i.indisvalid THEN array_remove(ARRAY[
					CASE WHEN k.oid IS NOT NULL THEN
						format('COMMENT ON INDEX %s IS ', c.oid::regclass)
							|| quote_literal(obj_description(c.oid, 'pg_class')) END,
					CASE WHEN k.oid IS NOT NULL THEN
						format('ALTER INDEX %s SET (', c.oid::regclass) || array_to_string(c.reloptions, ', ') || ')' END,
					format('ALTER INDEX %s SET TABLESPACE ', c.oid::regclass) || quote_ident(s.spcname),
					CASE WHEN i.indisclustered THEN format('ALTER TABLE %s CLUSTER ON %I', t.oid::regclass, c.relname) END,
					CASE WHEN i.indisreplident THEN
						format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', t.oid::regclass, c.relname) END], NULL)
					|| ARRAY(SELECT format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', c.oid::regclass, a.attnum,
							a.attstattarget)
						FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum)
					ELSE ARRAY[]::text[] END
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
			LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
			LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x')
			WHERE t.relkind <> 't' AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	private static final String SEQUENCES = """
			SELECT 'pg_class', c.oid::bigint, 0, 'SEQUENCE', n.nspname, c.relname, c.relname, true,
				ARRAY[format('DROP SEQUENCE %s', c.oid::regclass)],
				array_remove(ARRAY[
					format('CREATE SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
						c.oid::regclass, format_type(q.seqtypid, NULL), q.seqincrement, q.seqmin, q.seqmax, q.seqstart,
						q.seqcache, CASE WHEN q.seqcycle THEN ' CYCLE' ELSE '' END),
					format('COMMENT ON SEQUENCE %s IS ', c.oid::regclass)
						|| quote_literal(obj_description(c.oid, 'pg_class'))], NULL),
				ARRAY(SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname)
					FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
					WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a'
						AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0),
				CASE WHEN c.relowner <> {me} THEN
					ARRAY[format('ALTER SEQUENCE %s OWNER TO %s', c.oid::regclass, c.relowner::regrole)]
					ELSE ARRAY[]::text[] END || {privileges}
			FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')
				AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
					AND d.deptype = 'i')""";

	// The sequence of an identity column belongs to it, but for its name and privileges.
	private static final String IDENTITIES = """
			SELECT 'pg_class', c.oid::bigint, 0, NULL, n.nspname, c.relname, NULL, false, ARRAY[]::text[],
				ARRAY[]::text[], ARRAY[]::text[],
				array_remove(ARRAY[
					CASE WHEN c.relname <> t.relname || '_' || a.attname || '_seq'
							AND octet_length(t.relname || a.attname) < 59
						THEN format('ALTER SEQUENCE %s%I RENAME TO %I',
							CASE WHEN NOT pg_table_is_visible(c.oid) THEN quote_ident(n.nspname) || '.' END,
							t.relname || '_' || a.attname || '_seq', c.relname) END,
					format('COMMENT ON SEQUENCE %s IS ', c.oid::regclass)
						|| quote_literal(obj_description(c.oid, 'pg_class'))], NULL) || {privileges}
			FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
			JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
			WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
				AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	private static final String CONSTRAINTS = """
			SELECT 'pg_constraint', k.oid::bigint, 0, 'CONSTRAINT', n.nspname, c.relname, k.conname, true,
				ARRAY[format('ALTER TABLE %s DROP CONSTRAINT %I', c.oid::regclass, k.conname)], ARRAY[]::text[],
				ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::regclass, k.conname,
					pg_get_constraintdef(k.oid, true))],
				array_remove(ARRAY[format('COMMENT ON CONSTRAINT %I ON %s IS ', k.conname, c.oid::regclass)
					|| quote_literal(obj_description(k.oid, 'pg_constraint'))], NULL)
			FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE k.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_constraint')
				AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.conislocal""";

	private static final String TRIGGERS = """
			SELECT 'pg_trigger', g.oid::bigint, 0, NULL, n.nspname, c.relname, g.tgname, true,
				ARRAY[format('DROP TRIGGER %I ON %s', g.tgname, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[pg_get_triggerdef(g.oid, true)],
				array_remove(ARRAY[
					CASE g.tgenabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE TRIGGER %I', c.oid::regclass, g.tgname)
						WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA TRIGGER %I', c.oid::regclass, g.tgname)
						WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', c.oid::regclass, g.tgname) END,
					format('COMMENT ON TRIGGER %I ON %s IS ', g.tgname, c.oid::regclass)
						|| quote_literal(obj_description(g.oid, 'pg_trigger'))], NULL)
			FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE NOT g.tgisinternal AND g.tgparentid = 0
				AND g.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_trigger')""";

	private static final String RULES = """
			SELECT 'pg_rewrite', r.oid::bigint, 0, NULL, n.nspname, c.relname, r.rulename, true,
				ARRAY[format('DROP RULE %I ON %s', r.rulename, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[rtrim(pg_get_ruledef(r.oid, true), ';')],
				array_remove(ARRAY[
					CASE r.ev_enabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE RULE %I', c.oid::regclass, r.rulename)
						WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA RULE %I', c.oid::regclass, r.rulename)
						WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS RULE %I', c.oid::regclass, r.rulename) END,
					format('COMMENT ON RULE %I ON %s IS ', r.rulename, c.oid::regclass)
						|| quote_literal(obj_description(r.oid, 'pg_rewrite'))], NULL)
			FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE r.rulename <> '_RETURN'
				AND r.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_rewrite')""";

	private static final String POLICIES = """
			SELECT 'pg_policy', p.oid::bigint, 0, NULL, n.nspname, c.relname, p.polname, true,
				ARRAY[format('DROP POLICY %I ON %s', p.polname, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[format('CREATE POLICY %I ON %s%s%s TO %s%s%s', p.polname, c.oid::regclass,
					CASE WHEN NOT p.polpermissive THEN ' AS RESTRICTIVE' END,
					CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
						WHEN 'd' THEN ' FOR DELETE' END,
					array_to_string(ARRAY(SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END
						FROM unnest(p.polroles) AS role), ', '),
					' USING (' || pg_get_expr(p.polqual, p.polrelid, true) || ')',
					' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')')],
				array_remove(ARRAY[format('COMMENT ON POLICY %I ON %s IS ', p.polname, c.oid::regclass)
						|| quote_literal(obj_description(p.oid, 'pg_policy'))], NULL)
			FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE p.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_policy')""";

	private static final String FUNCTIONS = """
			SELECT 'pg_proc', p.oid::bigint, 0, NULL, n.nspname, p.proname, NULL, true,
				ARRAY[format('DROP %s %s', kind, p.oid::regprocedure)], ARRAY[]::text[],
				ARRAY[rtrim(format('CREATE %s %s%s', kind,
					CASE WHEN pg_function_is_visible(p.oid) THEN quote_ident(p.proname)
						ELSE format('%I.%I', n.nspname, p.proname) END,
					substr(pg_get_functiondef(p.oid),
						length(format('CREATE OR REPLACE %s %I.%I', kind, n.nspname, p.proname)) + 1)), E' \\n')],
				array_remove(ARRAY[
					CASE WHEN p.proowner <> {me} THEN
						format('ALTER %s %s OWNER TO %s', kind, p.oid::regprocedure, p.proowner::regrole) END,
					format('COMMENT ON %s %s IS ', kind, p.oid::regprocedure)
						|| quote_literal(obj_description(p.oid, 'pg_proc'))], NULL)
					|| {privileges}
			FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
			CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind) AS kind
			WHERE p.prokind <> 'a'
				AND p.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_proc')""";

	private static final String DEFAULTS = """
			SELECT 'pg_attrdef', v.oid::bigint, 0, NULL, n.nspname, c.relname, a.attname, true,
				ARRAY[format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', c.oid::regclass, a.attname)], ARRAY[]::text[],
				ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname,
					pg_get_expr(v.adbin, v.adrelid, true))], ARRAY[]::text[]
			FROM pg_attrdef v JOIN pg_class c ON c.oid = v.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
			WHERE a.attgenerated = ''
				AND v.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_attrdef')""";

	private static final String STATISTICS = """
			SELECT 'pg_statistic_ext', x.oid::bigint, 0, NULL, n.nspname, c.relname, x.stxname, true,
				ARRAY[format('DROP STATISTICS %s', called)], ARRAY[]::text[],
				ARRAY[format('CREATE STATISTICS %s%s', called, substr(pg_get_statisticsobjdef(x.oid),
					length(format('CREATE STATISTICS %I.%I', n.nspname, x.stxname)) + 1))],
				array_remove(ARRAY[
					CASE WHEN x.stxowner <> {me} THEN
						format('ALTER STATISTICS %s OWNER TO %s', called, x.stxowner::regrole) END,
					CASE WHEN x.stxstattarget >= 0 THEN
						format('ALTER STATISTICS %s SET STATISTICS %s', called, x.stxstattarget) END,
					format('COMMENT ON STATISTICS %s IS ', called)
						|| quote_literal(obj_description(x.oid, 'pg_statistic_ext'))], NULL)
			FROM pg_statistic_ext x JOIN pg_class c ON c.oid = x.stxrelid JOIN pg_namespace n ON n.oid = x.stxnamespace
			CROSS JOIN LATERAL (SELECT CASE WHEN pg_statistics_obj_is_visible(x.oid) THEN quote_ident(x.stxname)
				ELSE format('%I.%I', n.nspname, x.stxname) END AS called) AS called
			WHERE x.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_statistic_ext')""";

	private static final String PUBLICATIONS = """
			SELECT 'pg_publication_rel', r.oid::bigint, 0, NULL, n.nspname, c.relname, p.pubname, true,
				ARRAY[format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[format('ALTER PUBLICATION %I ADD TABLE %s%s%s', p.pubname, c.oid::regclass, {columns}, {rows})],
				ARRAY[]::text[]
			FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
			JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE r.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_publication_rel')""";

	private static final String PUBLISHED_COLUMNS = """
			' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
				WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::int2[])) || ')'""";

	private static final String PUBLISHED_ROWS = "' WHERE (' || pg_get_expr(r.prqual, r.prrelid, true) || ')'";

	private static final String CASTS = """
			SELECT 'pg_cast', k.oid::bigint, 0, NULL, NULL, NULL, NULL, true,
				ARRAY[format('DROP CAST (%s AS %s)', k.castsource::regtype, k.casttarget::regtype)], ARRAY[]::text[],
				ARRAY[format('CREATE CAST (%s AS %s) %s%s', k.castsource::regtype, k.casttarget::regtype,
					CASE k.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || k.castfunc::regprocedure
						WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
					CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END)],
				array_remove(ARRAY[format('COMMENT ON CAST (%s AS %s) IS ', k.castsource::regtype,
					k.casttarget::regtype) || quote_literal(obj_description(k.oid, 'pg_cast'))], NULL)
			FROM pg_cast k
			WHERE k.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_cast')""";

	private final int version;

	/**
	 * Creates the queries.
	 * @param version the major version of the server
	 */
	DependencyQueries(int version) {
		this.version = version;
	}

	String dependents() {
		return DEPENDENTS;
	}

	/**
	 * Returns the query of how some objects are created. It has a part only for what is
	 * among them, since the server plans it for longer than it runs it.
	 * @return the query, or {@code null} if it would find nothing
	 */
	@Nullable String definitions(Collection<CatalogNode> nodes) {
		List<String> queries = definitions().filter((definition) -> nodes.stream().anyMatch(definition::isOf))
			.map(Definitions::sql)
			.toList();
		return queries.isEmpty() ? null
				: NODES + NOTHING + "\nUNION ALL\n" + String.join("\nUNION ALL\n", queries).replace("{me}", ME);
	}

	private Stream<Definitions> definitions() {
		String relation = privileges("r", "r", "c.relacl", "c.relowner", "c.relnamespace",
				"'TABLE ' || c.oid::regclass");
		String sequence = privileges("S", "s", "c.relacl", "c.relowner", "c.relnamespace",
				"'SEQUENCE ' || c.oid::regclass");
		String function = privileges("f", "f", "p.proacl", "p.proowner", "p.pronamespace",
				"kind || ' ' || p.oid::regprocedure");
		String type = privileges("T", "T", "t.typacl", "t.typowner", "t.typnamespace", "'TYPE ' || t.oid::regtype");
		boolean filters = this.version >= 15;
		return Stream.of(Definitions.of("rp", TABLES.replace("{privileges}", relation)),
				Definitions.of("rpvm", COLUMNS), new Definitions("pg_type", "", TYPES.replace("{privileges}", type)),
				Definitions.of("vm", VIEWS.replace("{privileges}", relation)), Definitions.of("iI", INDEXES),
				Definitions.of("S", SEQUENCES.replace("{privileges}", sequence)),
				Definitions.of("S", IDENTITIES.replace("{privileges}", sequence)),
				new Definitions("pg_constraint", "", CONSTRAINTS), new Definitions("pg_trigger", "", TRIGGERS),
				new Definitions("pg_rewrite", "", RULES), new Definitions("pg_policy", "", POLICIES),
				new Definitions("pg_proc", "", FUNCTIONS.replace("{privileges}", function)),
				new Definitions("pg_attrdef", "", DEFAULTS), new Definitions("pg_statistic_ext", "", STATISTICS),
				new Definitions("pg_publication_rel", "",
						PUBLICATIONS.replace("{columns}", filters ? PUBLISHED_COLUMNS : "NULL")
							.replace("{rows}", filters ? PUBLISHED_ROWS : "NULL")),
				new Definitions("pg_cast", "", CASTS));
	}

	private static String privileges(String kind, String byDefault, String acl, String owner, String namespace,
			String target) {
		return PRIVILEGES.replace("{usual}", USUAL)
			.replace("{actual}", ACTUAL)
			.replace("{kind}", kind)
			.replace("{default}", byDefault)
			.replace("{acl}", acl)
			.replace("{owner}", owner)
			.replace("{namespace}", namespace)
			.replace("{target}", target);
	}

	/**
	 * The query for the objects of one table of the catalog.
	 *
	 * @param kinds the {@code pg_class.relkind} of those that it finds, if they are
	 * relations
	 */
	private record Definitions(String catalog, String kinds, String sql) {

		static Definitions of(String kinds, String sql) {
			return new Definitions("pg_class", kinds, sql);
		}

		boolean isOf(CatalogNode node) {
			return node.address().catalog().equals(this.catalog)
					&& (this.kinds.isEmpty() || (!node.kind().isEmpty() && this.kinds.contains(node.kind())));
		}

	}

}
