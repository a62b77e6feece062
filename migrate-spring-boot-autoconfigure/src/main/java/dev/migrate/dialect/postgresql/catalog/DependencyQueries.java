package dev.migrate.dialect.postgresql.catalog;

/**
 * The query that finds what depends on objects. It takes arrays of what is altered:
 * kinds, schemas, names and parts. Names are written for the search path of the session.
 */
final class DependencyQueries {

	// A rule that a view consists of stands for the view, the index of a constraint for
	// the constraint.
	static final String DEPENDENTS = """
			WITH RECURSIVE altered AS (
				SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
					AS altered (kind, schema, name, part, number)
			), relation AS (
				SELECT a.number, a.kind, a.part, c.oid FROM altered a
				JOIN pg_namespace n ON n.nspname = a.schema
				JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = a.name
				WHERE a.kind NOT IN ('REPLACE_TYPE', 'REPLACE_COMPOSITE_TYPE', 'CHANGE_ATTRIBUTES', 'DROP_TYPE',
					'REPLACE_OBJECT')
			), altered_type AS (
				SELECT a.number, a.kind, t.oid, t.typarray FROM altered a
				JOIN pg_namespace n ON n.nspname = a.schema
				JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = a.name
				WHERE a.kind IN ('REPLACE_TYPE', 'REPLACE_COMPOSITE_TYPE', 'CHANGE_ATTRIBUTES', 'DROP_TYPE')
			), replaced_type AS (
				SELECT oid, typarray FROM altered_type WHERE kind IN ('REPLACE_TYPE', 'REPLACE_COMPOSITE_TYPE')
				UNION
				SELECT t.oid, t.typarray FROM replaced_type r
				JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (r.oid, r.typarray)
				LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND c.relkind = 'c'
				JOIN pg_type t ON t.oid = CASE d.classid WHEN 'pg_type'::regclass THEN d.objid ELSE c.reltype END
					AND t.typtype IN ('c', 'd')
			), family AS (
				SELECT r.number, r.kind, r.part, r.oid, true AS first FROM relation r
				WHERE r.kind IN ('DROP_COLUMN', 'CHANGE_TYPE', 'DROP_ATTRIBUTE')
				UNION
				SELECT f.number, f.kind, f.part, i.inhrelid, false FROM family f JOIN pg_inherits i ON i.inhparent = f.oid
			), altered_column AS (
				SELECT f.number, f.kind, f.oid, f.first, a.attnum, a.attinhcount FROM family f
				JOIN pg_attribute a ON a.attrelid = f.oid AND a.attname = f.part AND NOT a.attisdropped
			), retyped_column AS (
				SELECT oid, first, attnum, attinhcount FROM altered_column WHERE kind = 'CHANGE_TYPE'
				UNION ALL
				SELECT c.oid, false, a.attnum, a.attinhcount FROM replaced_type r
				JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (r.oid, r.typarray)
					AND d.classid = 'pg_class'::regclass
				JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p')
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
			), root AS (
				SELECT number, 'pg_class'::regclass::oid AS classid, oid AS objid, 0 AS objsubid FROM relation
				WHERE kind IN ('DROP_TABLE', 'DROP_INDEX', 'DROP_SEQUENCE')
				UNION ALL
				SELECT number, 'pg_class'::regclass, oid, attnum FROM altered_column
				UNION ALL
				SELECT r.number, 'pg_constraint'::regclass, k.oid, 0 FROM relation r
				JOIN pg_constraint k ON k.conrelid = r.oid AND k.conname = r.part WHERE r.kind = 'DROP_CONSTRAINT'
				UNION ALL
				SELECT number, 'pg_type'::regclass, oid, 0 FROM altered_type
				UNION ALL
				SELECT number, split_part(part, ':', 1)::regclass, split_part(part, ':', 2)::oid, 0 FROM altered
				WHERE kind = 'REPLACE_OBJECT'
			), row_type AS (
				SELECT a.attrelid, a.attnum, k.oid, k.attnum AS number FROM retyped_column k
				JOIN pg_class c ON c.oid = k.oid JOIN pg_type t ON t.oid = c.reltype
				CROSS JOIN LATERAL unnest(ARRAY[t.oid, t.typarray]) AS row_type (oid)
				JOIN pg_attribute a ON a.atttypid = row_type.oid AND NOT a.attisdropped
				JOIN pg_class r ON r.oid = a.attrelid AND r.relkind IN ('r', 'm', 'p', 'c')
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
						AND (node.classid = 'pg_rewrite'::regclass OR d.refclassid = 'pg_constraint'::regclass)
					UNION ALL
					SELECT 'pg_type'::regclass, c.reltype, 0 FROM pg_class c
					WHERE node.classid = 'pg_class'::regclass AND c.oid = node.objid AND c.relkind = 'c') AS next
			)
			SELECT 'root' AS what, classid::regclass::text AS catalog, objid::bigint AS oid, objsubid AS sub, number AS number,
				NULL::text AS other_catalog, NULL::bigint AS other_oid, NULL::int AS other_sub, NULL::text AS type,
				NULL AS description, NULL AS identity, NULL::text[] AS uses
			FROM root
			UNION ALL
			SELECT 'node', n.classid::regclass::text, n.objid::bigint, n.objsubid, NULL, NULL, NULL, NULL,
				(SELECT c.relkind::text FROM pg_class c WHERE c.oid = n.objid AND n.classid = 'pg_class'::regclass),
				pg_describe_object(n.classid, n.objid, n.objsubid),
				(SELECT o.type || ' ' || o.identity FROM pg_identify_object(n.classid, n.objid, n.objsubid) AS o),
				ARRAY(WITH RECURSIVE used AS (
						SELECT CASE d.refclassid WHEN 'pg_class'::regclass THEN d.refobjid
							ELSE coalesce(nullif(t.typrelid, 0),
								(SELECT e.typrelid FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)) END AS oid
						FROM pg_depend d
						LEFT JOIN pg_type t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
						WHERE d.classid = n.classid AND d.objid = n.objid
						UNION
						SELECT i.inhparent FROM used u JOIN pg_inherits i ON i.inhrelid = u.oid)
					SELECT format('%I.%I', s.nspname, c.relname) FROM used u JOIN pg_class c ON c.oid = u.oid
					JOIN pg_namespace s ON s.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S'))
			FROM node n
			UNION ALL
			SELECT DISTINCT 'edge', d.classid::regclass::text, d.objid::bigint, d.objsubid, NULL::bigint,
				d.refclassid::regclass::text,
				d.refobjid::bigint, d.refobjsubid, d.deptype::text, NULL, NULL, NULL::text[]
			FROM pg_depend d JOIN node n ON n.classid = d.classid AND n.objid = d.objid AND n.objsubid = d.objsubid
			JOIN node r ON r.classid = d.refclassid AND r.objid = d.refobjid
			WHERE d.deptype NOT IN ('e', 'x')
			UNION ALL
			SELECT 'edge', 'pg_class', c.oid::bigint, 0, NULL, 'pg_class', c.oid::bigint, 0,
				format('it is stored by the access method %s, which PostgreSQL cannot give back', m.amname), NULL, NULL, NULL
			FROM root r JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid AND r.objsubid = 0
			JOIN pg_am m ON m.oid = c.relam AND m.amname <> current_setting('default_table_access_method')
			WHERE c.relkind IN ('r', 'p')
				AND current_setting('server_version_num')::int < CASE c.relkind WHEN 'r' THEN 150000 ELSE 170000 END
			UNION ALL
			SELECT 'edge', 'pg_class', attrelid::bigint, attnum, NULL,
				'pg_class', oid::bigint, number, 'row type', NULL, NULL, NULL
			FROM row_type
			UNION ALL
			SELECT 'edge', 'pg_class', c.oid::bigint, 0, NULL,
				'pg_class', c.oid::bigint, k.attnum,
				CASE WHEN k.first AND k.attinhcount > 0 THEN 'it is inherited'
					ELSE 'it is part of the partition key' END, NULL, NULL, NULL
			FROM (SELECT oid, first, attnum, attinhcount FROM altered_column WHERE kind = 'DROP_COLUMN'
				UNION SELECT * FROM retyped_column) AS k
			JOIN pg_class c ON c.oid = k.oid LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
			WHERE (k.first AND k.attinhcount > 0) OR k.attnum = ANY (p.partattrs::int2[]) OR EXISTS (
				SELECT FROM pg_depend d WHERE p.partexprs IS NOT NULL AND d.classid = 'pg_class'::regclass
					AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass
					AND d.refobjid = c.oid AND d.refobjsubid = k.attnum)""";

	static final String SCHEMAS_OF_CHILDREN = """
			WITH RECURSIVE given AS (
				SELECT oid FROM pg_namespace WHERE nspname = ANY (?)
			), family AS (
				SELECT c.oid, c.relnamespace FROM pg_class c JOIN given g ON g.oid = c.relnamespace
				UNION
				SELECT c.oid, c.relnamespace FROM family f JOIN pg_inherits i ON i.inhparent = f.oid
				JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p')
			)
			SELECT nspname FROM pg_namespace n
			WHERE n.oid IN (SELECT relnamespace FROM family) AND n.oid NOT IN (SELECT oid FROM given)""";

	private DependencyQueries() {
	}

}
