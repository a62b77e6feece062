package dev.migrate.dialect.postgresql.catalog;

/**
 * How tables, views, indexes, sequences and types are created. The queries are parts of
 * that of {@link DefinitionQueries}.
 */
final class RelationDefinitions {

	static final String TABLES = """
			SELECT 'pg_class', c.oid::bigint, 0, NULL, n.nspname, c.relname, NULL, c.relispartition,
				ARRAY[]::text[], ARRAY[]::text[],
				CASE WHEN c.relispartition THEN array_remove(ARRAY[
					format('CREATE %sTABLE %s PARTITION OF %s %s%s%s%s',
						CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, c.oid::regclass,
						(SELECT i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid),
						pg_get_expr(c.relpartbound, c.oid), ' PARTITION BY ' || pg_get_partkeydef(c.oid),
						' USING ' || quote_ident(m.amname),
						' WITH (' || nullif(array_to_string(c.reloptions || ARRAY(SELECT 'toast.' || o FROM pg_class toast,
							unnest(toast.reloptions) AS o WHERE toast.oid = c.reltoastrelid), ', '), '') || ')'),
					format('COMMENT ON TABLE %s IS ', c.oid::regclass) || quote_literal(d.description)], NULL)
					ELSE ARRAY[]::text[] END,
				array_remove(ARRAY[
					CASE WHEN c.relowner <> {me} THEN format('ALTER TABLE %s OWNER TO %s', c.oid::regclass, c.relowner::regrole) END,
					CASE WHEN c.reloftype <> 0 THEN format('ALTER TABLE %s OF %s', c.oid::regclass, c.reloftype::regtype) END,
					format('ALTER TABLE %s SET TABLESPACE ', c.oid::regclass) || quote_ident(s.spcname),
					CASE WHEN NOT c.relispartition
						THEN format('ALTER TABLE %s SET ACCESS METHOD ', c.oid::regclass) || quote_ident(m.amname) END,
					CASE WHEN c.relrowsecurity THEN format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) END,
					CASE WHEN c.relforcerowsecurity THEN format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', c.oid::regclass) END,
					CASE c.relreplident WHEN 'f' THEN format('ALTER TABLE %s REPLICA IDENTITY FULL', c.oid::regclass)
						WHEN 'n' THEN format('ALTER TABLE %s REPLICA IDENTITY NOTHING', c.oid::regclass) END], NULL)
					|| {privileges}
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
			LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> current_setting('default_table_access_method')
			LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
			WHERE c.relkind IN ('r', 'p') AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	/**
	 * A column cannot be without its type: while that is not there, it is a text. The
	 * server drops the TOAST table with the last column that needs one, once it writes
	 * the rows anew, and creates another without its options.
	 */
	static final String COLUMNS = """
			SELECT 'pg_class', c.oid::bigint, a.attnum::int, CASE WHEN c.relkind IN ('r', 'p') THEN 'COLUMN' END,
				n.nspname, c.relname, a.attname, c.relkind IN ('r', 'p'),
				CASE WHEN c.relkind IN ('r', 'p') AND a.attinhcount = 0 THEN ARRAY[format(
					'ALTER TABLE %1$s %3$sALTER COLUMN %2$I TYPE text USING %2$I::text', c.oid::regclass, a.attname,
					CASE WHEN v.oid IS NOT NULL THEN format('ALTER COLUMN %I DROP DEFAULT, ', a.attname) END)]
					ELSE ARRAY[]::text[] END,
				ARRAY[]::text[],
				CASE WHEN c.relkind IN ('r', 'p') AND a.attinhcount = 0 THEN ARRAY[format(
					'ALTER TABLE %1$s ALTER COLUMN %2$I TYPE %3$s%4$s USING %2$I::%3$s%5$s', c.oid::regclass, a.attname,
					format_type(a.atttypid, a.atttypmod),
					CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %s', a.attcollation::regcollation) END,
					format(', ALTER COLUMN %I SET DEFAULT ', a.attname) || pg_get_expr(v.adbin, v.adrelid, true))]
					ELSE ARRAY[]::text[] END,
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
					CASE WHEN c.relkind = 'r' AND a.attlen = -1 AND a.attstorage <> 'p' THEN
						format('ALTER TABLE %s SET (', c.oid::regclass) || (SELECT string_agg('toast.' || o, ', ')
							FROM pg_class toast, unnest(toast.reloptions) AS o WHERE toast.oid = c.reltoastrelid) || ')' END,
					format('ALTER TABLE ONLY %s ALTER COLUMN %I SET (', c.oid::regclass, a.attname)
						|| array_to_string(a.attoptions, ', ') || ')',
					CASE WHEN a.attinhcount > 0 AND a.attgenerated = '' AND inherited.expression IS DISTINCT FROM v.adbin::text
						THEN format('ALTER TABLE ONLY %s ALTER COLUMN %I ', c.oid::regclass, a.attname)
							|| coalesce('SET DEFAULT ' || pg_get_expr(v.adbin, v.adrelid, true), 'DROP DEFAULT') END,
					CASE WHEN c.relispartition AND a.attnotnull AND NOT inherited.required
						THEN format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', c.oid::regclass, a.attname) END,
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
			LEFT JOIN LATERAL (SELECT x.adbin::text AS expression, p.attnotnull AS required FROM pg_inherits i
				JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
				LEFT JOIN pg_attrdef x ON x.adrelid = p.attrelid AND x.adnum = p.attnum
				WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1) AS inherited ON true
			WHERE c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
				AND c.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_class')""";

	/**
	 * An enum type is never dropped with something else, and keeps only its privileges.
	 */
	static final String TYPES = """
			SELECT 'pg_type', t.oid::bigint, 0, 'TYPE', n.nspname, t.typname, t.typname, t.typtype <> 'e',
				CASE t.typtype WHEN 'e' THEN ARRAY[]::text[] ELSE ARRAY[format('DROP %s %s', kind, t.oid::regtype)] END,
				ARRAY[]::text[],
				array_remove(CASE t.typtype
					WHEN 'c' THEN ARRAY[format('CREATE TYPE %s AS (%s)', t.oid::regtype,
							(SELECT string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
									CASE WHEN a.attcollation <> y.typcollation
										THEN format(' COLLATE %s', a.attcollation::regcollation) END), ', ' ORDER BY a.attnum)
								FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
								WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))]
						|| ARRAY(SELECT format('COMMENT ON COLUMN %s.%I IS %L', t.oid::regtype, a.attname, d.description)
							FROM pg_attribute a JOIN pg_description d ON d.classoid = 'pg_class'::regclass
								AND d.objoid = a.attrelid AND d.objsubid = a.attnum
							WHERE a.attrelid = t.typrelid AND a.attnum > 0 ORDER BY a.attnum)
					WHEN 'd' THEN ARRAY[format('CREATE DOMAIN %s AS %s', t.oid::regtype, concat_ws(' ',
							format_type(t.typbasetype, t.typtypmod),
							'COLLATE ' || (SELECT t.typcollation::regcollation FROM pg_type y
								WHERE y.oid = t.typbasetype AND y.typcollation <> t.typcollation),
							'DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),
							CASE WHEN t.typnotnull THEN concat_ws(' ', (SELECT 'CONSTRAINT ' || quote_ident(k.conname)
								FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'n'), 'NOT NULL') END))]
						|| ARRAY(SELECT format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', t.oid::regtype, k.conname,
								pg_get_constraintdef(k.oid))
							FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.conname)
						|| ARRAY(SELECT format('COMMENT ON CONSTRAINT %I ON DOMAIN %s IS %L', k.conname, t.oid::regtype, d.description)
							FROM pg_constraint k JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass
								AND d.objoid = k.oid
							WHERE k.contypid = t.oid ORDER BY k.conname)
					ELSE ARRAY[]::text[] END
					|| CASE WHEN t.typtype <> 'e' THEN format('COMMENT ON %s %s IS ', kind, t.oid::regtype)
						|| quote_literal(obj_description(t.oid, 'pg_type')) END, NULL),
				array_remove(ARRAY[
					CASE WHEN t.typowner <> {me} THEN format('ALTER %s %s OWNER TO %s', kind, t.oid::regtype,
						t.typowner::regrole) END], NULL) || {privileges}
			FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
			CROSS JOIN LATERAL (SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END AS kind) AS kind
			WHERE (t.typtype IN ('e', 'd') OR (t.typtype = 'c' AND c.relkind = 'c'))
				AND t.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_type')""";

	static final String VIEWS = """
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
	static final String INDEXES = """
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
					CASE WHEN c.relispartition AND c.relname <> t.relname || CASE WHEN i.indisprimary THEN '_pkey' ELSE
							(SELECT string_agg('_' || a.attname, '' ORDER BY a.attnum) FROM pg_attribute a
								WHERE a.attrelid = c.oid)
							|| CASE k.contype WHEN 'u' THEN '_key' WHEN 'x' THEN '_excl' ELSE '_idx' END END
						THEN format('DO %L', format('BEGIN EXECUTE (SELECT format(''ALTER INDEX %%s RENAME TO %%I'', x.indexrelid::regclass, %L)'
							' FROM pg_inherits i JOIN pg_index x ON x.indexrelid = i.inhrelid'
							' WHERE i.inhparent = %L::regclass AND x.indrelid = %L::regclass); END',
							c.relname, (SELECT n.inhparent::regclass FROM pg_inherits n WHERE n.inhrelid = c.oid), t.oid::regclass)) END,
					CASE WHEN k.oid IS NOT NULL OR c.relispartition THEN
						format('COMMENT ON INDEX %s IS ', c.oid::regclass)
							|| quote_literal(obj_description(c.oid, 'pg_class')) END,
					CASE WHEN (k.oid IS NOT NULL OR c.relispartition) AND c.relkind = 'i' THEN
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

	static final String SEQUENCES = """
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
	static final String IDENTITIES = """
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

	private RelationDefinitions() {
	}

}
