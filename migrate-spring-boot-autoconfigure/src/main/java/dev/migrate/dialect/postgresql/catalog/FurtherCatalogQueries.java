package dev.migrate.dialect.postgresql.catalog;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries of {@link EntireCatalog} about what few databases have, and about the
 * database itself. Words in braces are those of {@link EntireCatalogQueries}.
 */
final class FurtherCatalogQueries {

	private static final String TEXT_SEARCH = """
			SELECT concat_ws(', ', 'text search configuration ' || c.oid::regconfig, {owner cfgowner}, 'parser ' || prsname,
				'words ' || (SELECT string_agg(alias || ' ' || mapdict::regdictionary, '; ' ORDER BY maptokentype, mapseqno)
					FROM pg_ts_config_map, ts_token_type(cfgparser) WHERE mapcfg = c.oid AND tokid = maptokentype))
			FROM pg_ts_config c JOIN application n ON n.oid = cfgnamespace JOIN pg_ts_parser p ON p.oid = cfgparser
			WHERE {own c}
			UNION ALL
			SELECT concat_ws(', ', 'text search dictionary ' || d.oid::regdictionary, {owner dictowner},
				'template ' || tmplname, dictinitoption)
			FROM pg_ts_dict d JOIN application n ON n.oid = dictnamespace JOIN pg_ts_template t ON t.oid = dicttemplate
			WHERE {own d}
			UNION ALL
			SELECT concat_ws(' ', 'text search parser', format('%I.%I', nspname, prsname), prsstart, prstoken, prsend,
				prsheadline, prslextype)
			FROM pg_ts_parser p JOIN application n ON n.oid = prsnamespace WHERE {own p}
			UNION ALL
			SELECT concat_ws(' ', 'text search template', format('%I.%I', nspname, tmplname), tmplinit, tmpllexize)
			FROM pg_ts_template t JOIN application n ON n.oid = tmplnamespace WHERE {own t}""";

	/**
	 * The options of a user may be a password.
	 */
	private static final String FOREIGN_DATA = """
			SELECT concat_ws(', ', 'foreign data wrapper ' || quote_ident(fdwname), {owner fdwowner},
				'handler ' || nullif(fdwhandler, 0)::regproc, 'validator ' || nullif(fdwvalidator, 0)::regproc,
				'options ' || fdwoptions::text, 'privileges ' || {privileges fdwacl F fdwowner})
			FROM pg_foreign_data_wrapper w WHERE {own w}
			UNION ALL
			SELECT concat_ws(', ', 'server ' || quote_ident(srvname), {owner srvowner}, 'wrapper ' || fdwname,
				'type ' || srvtype, 'version ' || srvversion, 'options ' || srvoptions::text,
				'privileges ' || {privileges srvacl S srvowner})
			FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw WHERE {own s}
			UNION ALL
			SELECT concat_ws(', ', 'user mapping of ' || usename || ' for server ' || quote_ident(srvname),
				'options with the digest ' || md5(umoptions::text)) FROM pg_user_mappings""";

	private static final String OPERATORS = """
			SELECT concat_ws(', ', 'operator ' || o.oid::regoperator || ' by ' || oprcode, {owner oprowner},
				'commutator ' || nullif(oprcom, 0)::regoperator, 'negator ' || nullif(oprnegate, 0)::regoperator,
				'restrict ' || nullif(oprrest, 0)::regproc, 'join ' || nullif(oprjoin, 0)::regproc,
				CASE WHEN oprcanmerge THEN 'merges' END, CASE WHEN oprcanhash THEN 'hashes' END)
			FROM pg_operator o JOIN application n ON n.oid = oprnamespace WHERE {own o}
			UNION ALL
			SELECT concat_ws(', ', 'operator class ' || format('%I.%I', nspname, opcname) || ' using ' || amname || ' for '
					|| opcintype::regtype, {owner opcowner}, CASE WHEN opcdefault THEN 'default' END, 'family ' || opfname,
				'storage ' || nullif(opckeytype, 0)::regtype)
			FROM pg_opclass c JOIN application n ON n.oid = opcnamespace JOIN pg_am m ON m.oid = opcmethod
			JOIN pg_opfamily f ON f.oid = opcfamily WHERE {own c}
			UNION ALL
			SELECT concat_ws(', ', 'operator family ' || format('%I.%I', nspname, opfname) || ' using ' || amname,
				{owner opfowner},
				'operators ' || (SELECT string_agg(amopstrategy || ' ' || amopopr::regoperator, '; ' ORDER BY amopstrategy,
					amopopr::regoperator::text) FROM pg_amop WHERE amopfamily = f.oid),
				'functions ' || (SELECT string_agg(amprocnum || ' ' || a.amproc, '; ' ORDER BY amprocnum, a.amproc::text)
					FROM pg_amproc a WHERE amprocfamily = f.oid))
			FROM pg_opfamily f JOIN application n ON n.oid = opfnamespace JOIN pg_am m ON m.oid = opfmethod
			WHERE {own f}""";

	private static final String LANGUAGES = """
			SELECT concat_ws(', ', 'language ' || quote_ident(lanname), {owner lanowner},
				CASE WHEN lanpltrusted THEN 'trusted' END, 'handler ' || nullif(lanplcallfoid, 0)::regproc,
				'inline ' || nullif(laninline, 0)::regproc, 'validator ' || nullif(lanvalidator, 0)::regproc,
				'privileges ' || {privileges lanacl l lanowner})
			FROM pg_language l""";

	private static final String OBJECTS_OF_LANGUAGES = """
			SELECT concat_ws(' ', 'transform for', trftype::regtype, lanname, nullif(trffromsql, 0)::regproc,
				nullif(trftosql, 0)::regproc)
			FROM pg_transform f JOIN pg_language l ON l.oid = trflang WHERE {own f}
			UNION ALL
			SELECT concat_ws(' ', 'access method', amname, amtype, amhandler) FROM pg_am m WHERE {own m}""";

	private static final String ENCODINGS = """
			SELECT concat_ws(', ', 'collation ' || l.oid::regcollation || ' ' || collprovider::text, {owner collowner},
				CASE WHEN NOT collisdeterministic THEN 'not deterministic' END, collcollate, collctype,
				to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', to_jsonb(l) ->> 'collicurules')
			FROM pg_collation l JOIN application n ON n.oid = collnamespace WHERE {own l}
			UNION ALL
			SELECT concat_ws(', ', 'conversion ' || format('%I.%I', nspname, conname), {owner conowner},
				concat_ws(' ', pg_encoding_to_char(conforencoding), 'to', pg_encoding_to_char(contoencoding)),
				'by ' || conproc, CASE WHEN condefault THEN 'default' END)
			FROM pg_conversion v JOIN application n ON n.oid = connamespace WHERE {own v}""";

	private static final String OF_THE_DATABASE = """
			SELECT concat_ws(', ', 'database: ' || {privileges datacl d datdba},
				'comment ' || shobj_description(oid, 'pg_database'))
			FROM pg_database WHERE datname = current_database()
			UNION ALL
			SELECT concat_ws(' ', 'settings of the database', 'for ' || nullif(setrole, 0)::regrole, setconfig)
			FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
			UNION ALL
			SELECT concat_ws(', ', 'subscription ' || quote_ident(subname), {owner subowner},
				CASE WHEN subenabled THEN 'enabled' END, 'slot ' || subslotname, 'publications ' || subpublications::text)
			FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())""";

	private static final List<String> TABLES = List.of("pg_ts_config", "pg_ts_dict", "pg_ts_parser", "pg_ts_template",
			"pg_operator", "pg_opclass", "pg_opfamily", "pg_collation", "pg_conversion");

	private static final List<String> TABLES_BESIDE_SCHEMAS = List.of("pg_foreign_data_wrapper", "pg_foreign_server",
			"pg_transform", "pg_am");

	private FurtherCatalogQueries() {
	}

	/**
	 * Returns the queries that find nothing in most databases.
	 * @param portable whether to leave out what belongs to no schema
	 */
	static List<String> rare(boolean portable) {
		return portable ? List.of(TEXT_SEARCH, OPERATORS, ENCODINGS)
				: List.of(TEXT_SEARCH, OPERATORS, ENCODINGS, FOREIGN_DATA, OBJECTS_OF_LANGUAGES);
	}

	/**
	 * Tells whether one of the {@link #rare(boolean)} queries may find something.
	 * @return a condition that the server plans in a fraction of the time
	 */
	static String hasRare(boolean portable) {
		return Stream.concat(TABLES.stream(), portable ? Stream.empty() : TABLES_BESIDE_SCHEMAS.stream())
			.map((table) -> "EXISTS (SELECT FROM " + table + " WHERE oid >= 16384)")
			.collect(Collectors.joining(" OR "));
	}

	/**
	 * Returns the queries about what every database has, but no schema.
	 */
	static List<String> besideSchemas() {
		return List.of(LANGUAGES, OF_THE_DATABASE);
	}

}
