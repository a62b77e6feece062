package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The queries of {@link EntireCatalog}. A line begins with the name of the table or
 * object that it is about.
 */
final class EntireCatalogQueries {

	/**
	 * What is not the server's own has a number of 16384 or above, but for the schema
	 * {@code public}.
	 */
	private static final String COMMON = """
			WITH application AS (
				SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
				WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
			), relation AS (
				SELECT c.*, format('%I.%I', nspname, relname) AS name
				FROM pg_class c JOIN application n ON n.oid = relnamespace
				WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend x
					WHERE x.classid = c.tableoid AND x.objid = c.oid AND x.deptype = 'e')
			), type AS (
				SELECT t.*, format('%I.%I', nspname, typname) AS name
				FROM pg_type t JOIN application n ON n.oid = typnamespace
				WHERE t.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend x
					WHERE x.classid = t.tableoid AND x.objid = t.oid AND x.deptype = 'e')
			), routine AS (
				SELECT p.*, p.oid::regprocedure::text AS name
				FROM pg_proc p JOIN application n ON n.oid = pronamespace
				WHERE p.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend x
					WHERE x.classid = p.tableoid AND x.objid = p.oid AND x.deptype = 'e')
			)
			""";

	/**
	 * The names of the columns of each table in their order.
	 */
	private static final String ORDER_OF_COLUMNS = COMMON + """
			SELECT name, array_agg(attname::text ORDER BY attnum)
			FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
			WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND attrelid >= 16384 AND attnum > 0 AND NOT attisdropped
			GROUP BY name""";

	private static final String SCHEMAS = """
			SELECT concat_ws(', ', 'schema ' || quote_ident(nspname) || ': ' || coalesce({owner nspowner}, ''),
				'privileges ' || {privileges nspacl n nspowner})
			FROM application""";

	private static final String RELATIONS = """
			SELECT concat_ws(', ', name || ': ' || CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'
					WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'sequence' END,
				{owner relowner}, 'persistence ' || nullif(relpersistence::text, 'p'),
				'access method ' || (SELECT amname FROM pg_am WHERE oid = relam AND amname <> 'heap'),
				{tablespace reltablespace},
				'options ' || (SELECT string_agg(o, ' ' ORDER BY o) FROM unnest(reloptions) o),
				'toast options ' || (SELECT string_agg(o, ' ' ORDER BY o)
					FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = r.reltoastrelid),
				CASE WHEN relkind IN ('r', 'p', 'm') THEN 'replica identity ' || nullif(relreplident::text, 'd') END, CASE WHEN relrowsecurity THEN 'row security' END,
				CASE WHEN relforcerowsecurity THEN 'forced row security' END,
				CASE WHEN NOT relispopulated THEN 'not populated' END, 'of type ' || nullif(reloftype, 0)::regtype,
				'partition by ' || pg_get_partkeydef(oid), 'partition ' || pg_get_expr(relpartbound, oid),
				'inherits ' || (SELECT string_agg(inhparent::regclass::text, ' ' ORDER BY inhseqno)
					FROM pg_inherits WHERE inhrelid = r.oid),
				'query ' || CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END,
				'privileges ' || CASE WHEN relkind = 'S' THEN {privileges relacl s relowner}
					ELSE {privileges relacl r relowner} END)
			FROM relation r WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')""";

	private static final String COLUMNS = """
			SELECT concat_ws(', ', name || ': column ' || attname || ' ' || format_type(atttypid, atttypmod),
				'collation ' || (SELECT l.oid::regcollation FROM pg_collation l
					WHERE l.oid = attcollation AND attcollation <> typcollation),
				CASE WHEN attnotnull THEN 'not null' END, 'identity ' || nullif(attidentity::text, ''),
				'generated ' || nullif(attgenerated::text, ''), 'expression ' || pg_get_expr(adbin, adrelid),
				'storage ' || nullif(attstorage, typstorage)::text, 'compression ' || nullif(attcompression::text, ''),
				'statistics ' || nullif(attstattarget, -1), 'options ' || attoptions::text,
				'foreign options ' || attfdwoptions::text, CASE WHEN NOT attislocal THEN 'not local' END,
				'inherited ' || nullif(attinhcount, 0), 'privileges ' || {privileges attacl c relowner})
			FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid JOIN pg_type t ON t.oid = a.atttypid
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND attrelid >= 16384 AND attnum > 0 AND NOT attisdropped""";

	private static final String CONSTRAINTS = """
			SELECT concat_ws(', ', name || ': constraint ' || conname || ' ' || pg_get_constraintdef(k.oid),
				CASE WHEN NOT conislocal THEN 'not local' END, 'inherited ' || nullif(coninhcount, 0),
				CASE WHEN NOT convalidated THEN 'not validated' END)
			FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
			WHERE k.oid >= 16384 AND contype <> 't'""";

	private static final String INDEXES = """
			SELECT concat_ws(', ', (SELECT t.oid::regclass::text FROM pg_class t WHERE t.oid = indrelid) || ': index '
					|| relname || ' ' || pg_get_indexdef(indexrelid), CASE WHEN indisprimary THEN 'primary' END,
				CASE WHEN NOT indimmediate THEN 'deferred' END, CASE WHEN NOT indisvalid THEN 'not valid' END,
				CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN indisreplident THEN 'replica identity' END,
				{tablespace reltablespace},
				'attached to ' || (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = indexrelid),
				'statistics ' || (SELECT string_agg(attname || ' ' || attstattarget, ' ' ORDER BY attnum)
					FROM pg_attribute WHERE attrelid = indexrelid AND attstattarget <> -1))
			FROM relation r JOIN pg_index i ON i.indexrelid = r.oid WHERE indexrelid >= 16384""";

	private static final String STATISTICS = """
			SELECT concat_ws(', ', stxrelid::regclass || ': statistics '
					|| format('%I.%I', nspname, stxname), 'kinds ' || stxkind::text,
				'columns ' || (SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute
					WHERE attrelid = stxrelid AND attnum = ANY (stxkeys::int2[])),
				'expressions ' || pg_get_statisticsobjdef_expressions(s.oid)::text,
				'target ' || nullif(stxstattarget, -1), {owner stxowner})
			FROM pg_statistic_ext s JOIN application n ON n.oid = stxnamespace""";

	private static final String TRIGGERS = """
			SELECT concat_ws(', ', name || ': trigger ' || pg_get_triggerdef(t.oid), 'enabled ' || tgenabled::text)
			FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT tgisinternal""";

	private static final String RULES = """
			SELECT concat_ws(', ', name || ': rule ' || pg_get_ruledef(w.oid), 'enabled ' || ev_enabled::text)
			FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
			WHERE w.oid >= 16384 AND rulename <> '_RETURN'""";

	private static final String POLICIES = """
			SELECT concat_ws(', ', name || ': policy ' || polname || ' for ' || polcmd::text,
				CASE WHEN NOT polpermissive THEN 'restrictive' END,
				'to ' || (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ' ' ORDER BY role)
					FROM unnest(polroles) role),
				'using ' || pg_get_expr(polqual, polrelid), 'with check ' || pg_get_expr(polwithcheck, polrelid))
			FROM relation r JOIN pg_policy p ON p.polrelid = r.oid""";

	private static final String FOREIGN_TABLES = """
			SELECT concat_ws(', ', name || ': server ' || srvname, 'options ' || ftoptions::text)
			FROM relation r JOIN pg_foreign_table f ON f.ftrelid = r.oid JOIN pg_foreign_server s ON s.oid = ftserver""";

	private static final String SEQUENCES = """
			SELECT concat_ws(', ', name || ': sequence of ' || format_type(seqtypid, NULL), 'start ' || seqstart,
				'increment ' || seqincrement, 'min ' || seqmin, 'max ' || seqmax, 'cache ' || seqcache,
				CASE WHEN seqcycle THEN 'cycle' END,
				(SELECT concat_ws(' ', CASE d.deptype WHEN 'i' THEN 'identity of' ELSE 'owned by' END,
						a.attrelid::regclass, attname)
					FROM pg_depend d JOIN pg_attribute a ON a.attrelid = refobjid AND a.attnum = refobjsubid
					WHERE classid = 'pg_class'::regclass AND objid = r.oid AND d.deptype IN ('a', 'i')))
			FROM relation r JOIN pg_sequence s ON s.seqrelid = r.oid""";

	private static final String TYPES = """
			SELECT concat_ws(', ', name || ': type ' || typtype::text, {owner typowner},
				'values ' || (SELECT string_agg(quote_literal(enumlabel), ' ' ORDER BY enumsortorder)
					FROM pg_enum WHERE enumtypid = t.oid),
				'domain over ' || format_type(nullif(typbasetype, 0), typtypmod),
				'collation ' || (CASE WHEN typtype = 'd' THEN nullif(typcollation, 0)::regcollation END),
				CASE WHEN typnotnull THEN 'not null' END, 'default ' || typdefault,
				'functions ' || CASE WHEN typtype = 'b' THEN concat_ws(' ', typinput, typoutput, typlen, typalign) END,
				'range of ' || (SELECT concat_ws(' ', rngsubtype::regtype, rngcollation::regcollation, rngcanonical, rngsubdiff)
					FROM pg_range WHERE rngtypid = t.oid),
				'privileges ' || {privileges typacl T typowner})
			FROM type t LEFT JOIN pg_class c ON c.oid = typrelid
			WHERE typtype IN ('e', 'd', 'r', 'm') OR (typtype IN ('b', 'p') AND typcategory <> 'A')
				OR (typtype = 'c' AND relkind = 'c')""";

	private static final String CONSTRAINTS_OF_DOMAINS = """
			SELECT concat_ws(', ', name || ': constraint ' || conname || ' ' || pg_get_constraintdef(k.oid))
			FROM type t JOIN pg_constraint k ON k.contypid = t.oid WHERE k.oid >= 16384""";

	private static final String ROUTINES = """
			SELECT concat_ws(', ', name || ': ' || coalesce({owner proowner}, 'routine'),
				CASE WHEN prokind = 'a' THEN 'aggregate to ' || format_type(prorettype, NULL)
					|| (SELECT concat_ws(' ', '', aggtransfn, aggfinalfn, aggtranstype::regtype, agginitval)
						FROM pg_aggregate WHERE aggfnoid = r.oid)
					ELSE pg_get_functiondef(oid) END, 'privileges ' || {privileges proacl f proowner})
			FROM routine r""";

	private static final String OTHERS = """
			SELECT concat_ws(', ', 'extension ' || extname, {version extversion}, 'schema ' || extnamespace::regnamespace)
			FROM pg_extension
			UNION ALL
			SELECT concat_ws(' ', 'cast from', format_type(castsource, NULL), 'to', format_type(casttarget, NULL),
				castcontext, castmethod, nullif(castfunc, 0)::regprocedure)
			FROM pg_cast c WHERE {own c}
			UNION ALL
			SELECT concat_ws(' ', 'event trigger', evtname, 'on', evtevent, evtfoid::regproc, evtenabled, evttags)
			FROM pg_event_trigger""";

	private static final String DEFAULT_PRIVILEGES = """
			SELECT concat_ws(' ', 'default privileges of', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace,
				defaclobjtype, {privileges defaclacl r defaclrole}) FROM pg_default_acl""";

	/**
	 * Comments on everything, found by what the server itself calls the objects.
	 */
	private static final String COMMENTS = """
			SELECT concat_ws(' ', 'comment on', type, identity || ':', description)
			FROM (SELECT * FROM pg_description WHERE objoid >= 16384
				UNION ALL SELECT pg_description.* FROM application JOIN pg_description ON objoid = oid WHERE oid < 16384) d,
				pg_identify_object(classoid, objoid, objsubid)
			WHERE NOT EXISTS (SELECT FROM pg_depend x
					WHERE x.classid = d.classoid AND x.objid = d.objoid AND x.deptype = 'e')
				AND classoid NOT IN ('pg_extension'::regclass, 'pg_publication'::regclass, 'pg_subscription'::regclass)""";

	private static final String PUBLICATIONS = """
			SELECT concat_ws(', ', 'publication ' || quote_ident(pubname), {owner pubowner},
				(to_jsonb(p) - 'oid' - 'pubowner' - 'pubname')::text) FROM pg_publication p""";

	private static final String PUBLISHED_TABLES = """
			SELECT 'publication ' || quote_ident(pubname) || ' of ' || prrelid::regclass
			FROM pg_publication_rel JOIN pg_publication p ON p.oid = prpubid""";

	private static final String PUBLISHED_PARTS = """
			SELECT concat_ws(', ', 'publication ' || quote_ident(pubname) || ' of ' || prrelid::regclass,
				'columns ' || (SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute
					WHERE attrelid = prrelid AND attnum = ANY (prattrs::int2[])),
				'rows ' || pg_get_expr(prqual, prrelid))
			FROM pg_publication_rel JOIN pg_publication p ON p.oid = prpubid
			UNION ALL
			SELECT 'publication ' || quote_ident(pubname) || ' of schema ' || pnnspid::regnamespace
			FROM pg_publication_namespace JOIN pg_publication p ON p.oid = pnpubid""";

	private EntireCatalogQueries() {
	}

	/**
	 * Returns the statements to run at once, without a search path: the third has the
	 * lines, the fourth the order of the columns, and the fifth whether there may be
	 * {@link #further lines}. Compiling them takes the server seconds.
	 * @param version the major version of the server
	 * @param portable whether to leave out what belongs to an installation: owners,
	 * privileges, tablespaces and publications
	 * @return the statements
	 */
	static String all(int version, boolean portable) {
		List<String> queries = new ArrayList<>(
				List.of(SCHEMAS, RELATIONS, COLUMNS, CONSTRAINTS, INDEXES, STATISTICS, TRIGGERS, RULES, POLICIES,
						FOREIGN_TABLES, SEQUENCES, TYPES, CONSTRAINTS_OF_DOMAINS, ROUTINES, OTHERS, COMMENTS));
		if (!portable) {
			queries.addAll(FurtherCatalogQueries.besideSchemas());
			queries.addAll(
					List.of(DEFAULT_PRIVILEGES, PUBLICATIONS, (version >= 15) ? PUBLISHED_PARTS : PUBLISHED_TABLES));
		}
		return withoutSearchPath(lines(queries, portable), ORDER_OF_COLUMNS,
				"SELECT " + FurtherCatalogQueries.hasRare(portable));
	}

	/**
	 * Returns the statements to run at once for what few databases have: the third has
	 * the lines.
	 */
	static String further(boolean portable) {
		return withoutSearchPath(lines(FurtherCatalogQueries.rare(portable), portable));
	}

	private static String withoutSearchPath(String... queries) {
		return String.join(";\n", """
				SELECT set_config('migrate.catalog_path', current_setting('search_path'), false),
					set_config('migrate.catalog_jit', current_setting('jit'), false)""",
				"SELECT set_config('search_path', '', false), set_config('jit', 'off', false)",
				String.join(";\n", queries), """
						SELECT set_config('search_path', current_setting('migrate.catalog_path'), false),
							set_config('jit', current_setting('migrate.catalog_jit'), false)""");
	}

	private static String lines(List<String> queries, boolean portable) {
		String lines = String.join("\nUNION ALL\n", queries);
		return COMMON + (portable ? lines.replaceAll("\\{(owner|tablespace|privileges|version) [^}]*}", "NULL")
				: withInstallation(lines))
			.replaceAll("\\{own (\\w)}", """
					$1.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend x
						WHERE x.classid = $1.tableoid AND x.objid = $1.oid AND x.deptype = 'e')""");
	}

	private static String withInstallation(String lines) {
		return withPrivileges(lines.replace(
				"AND classoid NOT IN ('pg_extension'::regclass, 'pg_publication'::regclass, 'pg_subscription'::regclass)",
				"")
			.replaceAll("\\{owner (\\w+)}", "'owner ' || $1::regrole")
			.replaceAll("\\{version (\\w+)}", "'version ' || $1")
			.replaceAll("\\{tablespace (\\w+)}",
					"'tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = $1)"));
	}

	/**
	 * Writes the privileges of a list, or those that an owner has where there is none.
	 */
	private static String withPrivileges(String query) {
		return query.replaceAll("\\{privileges (\\w+) (\\w) (\\w+)}",
				"""
						(SELECT string_agg(concat_ws(' ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
								privilege_type, CASE WHEN is_grantable THEN 'with grant option' END, 'by', grantor::regrole), '; '
								ORDER BY grantee, privilege_type, grantor)
							FROM aclexplode(coalesce($1, acldefault('$2', $3))))""");
	}

}
