package dev.migrate.dialect.postgresql.catalog;

/**
 * How what belongs to tables, and functions and casts, are created. The queries are parts
 * of that of {@link DefinitionQueries}.
 */
final class AttachedDefinitions {

	static final String CONSTRAINTS = """
			SELECT 'pg_constraint', k.oid::bigint, 0, 'CONSTRAINT', n.nspname, c.relname, k.conname, true,
				ARRAY[format('ALTER TABLE %s DROP CONSTRAINT %I', c.oid::regclass, k.conname)], ARRAY[]::text[],
				ARRAY[format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::regclass, k.conname,
					pg_get_constraintdef(k.oid, true))],
				array_remove(ARRAY[format('COMMENT ON CONSTRAINT %I ON %s IS ', k.conname, c.oid::regclass)
					|| quote_literal(obj_description(k.oid, 'pg_constraint'))], NULL)
			FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE k.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_constraint')
				AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.conislocal""";

	static final String TRIGGERS = """
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

	static final String RULES = """
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

	static final String POLICIES = """
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

	/**
	 * The text of a function may name what is created later, or is there no longer.
	 */
	static final String FUNCTIONS = """
			SELECT 'pg_proc', p.oid::bigint, 0, NULL, n.nspname, p.proname, NULL, true,
				ARRAY[format('DROP %s %s', kind, p.oid::regprocedure)], ARRAY[]::text[],
				array_remove(ARRAY[CASE WHEN text THEN 'SET check_function_bodies = off' END,
					rtrim(format('CREATE %s %s%s', kind,
					CASE WHEN pg_function_is_visible(p.oid) THEN quote_ident(p.proname)
						ELSE format('%I.%I', n.nspname, p.proname) END,
					substr(pg_get_functiondef(p.oid),
						length(format('CREATE OR REPLACE %s %I.%I', kind, n.nspname, p.proname)) + 1)), E' \\n'),
					CASE WHEN text THEN 'RESET check_function_bodies' END], NULL),
				array_remove(ARRAY[
					CASE WHEN p.proowner <> {me} THEN
						format('ALTER %s %s OWNER TO %s', kind, p.oid::regprocedure, p.proowner::regrole) END,
					format('COMMENT ON %s %s IS ', kind, p.oid::regprocedure)
						|| quote_literal(obj_description(p.oid, 'pg_proc'))], NULL)
					|| {privileges}
			FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
			CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind) AS kind
			CROSS JOIN LATERAL (SELECT l.lanname = 'sql' AND p.prosqlbody IS NULL AS text) AS body
			WHERE p.prokind <> 'a'
				AND p.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_proc')""";

	static final String AGGREGATES = """
			SELECT 'pg_proc', p.oid::bigint, 0, NULL, n.nspname, p.proname, NULL, true,
				ARRAY['DROP AGGREGATE ' || called], ARRAY[]::text[],
				ARRAY[format('CREATE AGGREGATE %s (%s)', called, concat_ws(', ', 'SFUNC = ' || a.aggtransfn,
					'STYPE = ' || format_type(a.aggtranstype, NULL), 'SSPACE = ' || nullif(a.aggtransspace, 0),
					'FINALFUNC = ' || nullif(a.aggfinalfn, 0::regproc)::regproc, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
					CASE WHEN a.aggfinalfn <> 0::regproc AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
						THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
							ELSE 'READ_WRITE' END END,
					'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0::regproc)::regproc, 'SERIALFUNC = ' || nullif(a.aggserialfn, 0::regproc)::regproc,
					'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0::regproc)::regproc, 'INITCOND = ' || quote_literal(a.agginitval),
					'MSFUNC = ' || nullif(a.aggmtransfn, 0::regproc)::regproc, 'MINVFUNC = ' || nullif(a.aggminvtransfn, 0::regproc)::regproc,
					CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
					'MSSPACE = ' || nullif(a.aggmtransspace, 0), 'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0::regproc)::regproc,
					CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
					'MINITCOND = ' || quote_literal(a.aggminitval),
					(SELECT format('SORTOP = OPERATOR(%I.%s)', s.nspname, o.oprname) FROM pg_operator o
						JOIN pg_namespace s ON s.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
					'PARALLEL = ' || CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
					CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END))],
				array_remove(ARRAY[
					CASE WHEN p.proowner <> {me} THEN format('ALTER AGGREGATE %s OWNER TO %s', called, p.proowner::regrole) END,
					format('COMMENT ON AGGREGATE %s IS ', called) || quote_literal(obj_description(p.oid, 'pg_proc'))], NULL)
					|| {privileges}
			FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
			CROSS JOIN LATERAL (SELECT format('%s(%s)',
				CASE WHEN pg_function_is_visible(p.oid) THEN quote_ident(p.proname) ELSE format('%I.%I', n.nspname, p.proname) END,
				coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*')) AS called) AS called
			WHERE p.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_proc')""";

	static final String DEFAULTS = """
			SELECT 'pg_attrdef', v.oid::bigint, 0, NULL, n.nspname, c.relname, a.attname, true,
				ARRAY[format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', c.oid::regclass, a.attname)], ARRAY[]::text[],
				ARRAY[format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname,
					pg_get_expr(v.adbin, v.adrelid, true))], ARRAY[]::text[]
			FROM pg_attrdef v JOIN pg_class c ON c.oid = v.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
			WHERE a.attgenerated = ''
				AND v.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_attrdef')""";

	static final String STATISTICS = """
			SELECT 'pg_statistic_ext', x.oid::bigint, 0, NULL, n.nspname, x.stxname, NULL, true,
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
			FROM pg_statistic_ext x JOIN pg_namespace n ON n.oid = x.stxnamespace
			CROSS JOIN LATERAL (SELECT CASE WHEN pg_statistics_obj_is_visible(x.oid) THEN quote_ident(x.stxname)
				ELSE format('%I.%I', n.nspname, x.stxname) END AS called) AS called
			WHERE x.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_statistic_ext')""";

	static final String PUBLICATIONS = """
			SELECT 'pg_publication_rel', r.oid::bigint, 0, NULL, n.nspname, c.relname, p.pubname, true,
				ARRAY[format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, c.oid::regclass)], ARRAY[]::text[],
				ARRAY[format('ALTER PUBLICATION %I ADD TABLE %s%s%s', p.pubname, c.oid::regclass, {columns}, {rows})],
				ARRAY[]::text[]
			FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
			JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE r.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_publication_rel')""";

	static final String PUBLISHED_COLUMNS = """
			' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
				WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::int2[])) || ')'""";

	static final String PUBLISHED_ROWS = "' WHERE (' || pg_get_expr(r.prqual, r.prrelid, true) || ')'";

	static final String CASTS = """
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

	static final String EVENT_TRIGGERS = """
			SELECT 'pg_event_trigger', e.oid::bigint, 0, NULL, NULL, NULL, NULL, true,
				ARRAY[format('DROP EVENT TRIGGER %I', e.evtname)], ARRAY[]::text[],
				ARRAY[format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s', e.evtname, e.evtevent,
					' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ' ORDER BY tag) FROM unnest(e.evttags) AS tag)
						|| ')', e.evtfoid::regprocedure)],
				array_remove(ARRAY[
					CASE WHEN e.evtowner <> {me} THEN
						format('ALTER EVENT TRIGGER %I OWNER TO %s', e.evtname, e.evtowner::regrole) END,
					CASE e.evtenabled WHEN 'D' THEN format('ALTER EVENT TRIGGER %I DISABLE', e.evtname)
						WHEN 'R' THEN format('ALTER EVENT TRIGGER %I ENABLE REPLICA', e.evtname)
						WHEN 'A' THEN format('ALTER EVENT TRIGGER %I ENABLE ALWAYS', e.evtname) END,
					format('COMMENT ON EVENT TRIGGER %I IS ', e.evtname)
						|| quote_literal(obj_description(e.oid, 'pg_event_trigger'))], NULL)
			FROM pg_event_trigger e
			WHERE e.oid IN (SELECT node.oid FROM node WHERE node.catalog = 'pg_event_trigger')""";

	static final String LABELS = """
			SELECT node.catalog, s.objoid::bigint, s.objsubid, NULL, NULL, NULL, NULL, false,
				ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[],
				array_agg(format('SECURITY LABEL FOR %I ON %s %s IS %L', s.provider,
					CASE WHEN s.objsubid > 0 THEN 'COLUMN' ELSE upper(o.type) END, o.identity, s.label) ORDER BY s.provider)
			FROM node JOIN pg_seclabel s ON s.classoid = node.catalog::regclass AND s.objoid = node.oid
			CROSS JOIN LATERAL pg_identify_object(s.classoid, s.objoid, s.objsubid) AS o
			GROUP BY node.catalog, s.objoid, s.objsubid""";

	private AttachedDefinitions() {
	}

}
