package dev.migrate.dialect.postgresql.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The query of how objects are created. It takes arrays of objects: the tables of the
 * catalog and their oids. Names are written for the search path of the session.
 */
final class DefinitionQueries {

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

	private final int version;

	/**
	 * Creates the queries.
	 * @param version the major version of the server
	 */
	DefinitionQueries(int version) {
		this.version = version;
	}

	/**
	 * Returns the query of how some objects are created. It has a part only for what is
	 * among them, since the server plans it for longer than it runs it.
	 * @return the query, or {@code null} if it would find nothing
	 */
	@Nullable String of(Collection<CatalogNode> nodes) {
		List<String> queries = new ArrayList<>(
				all().filter((definition) -> nodes.stream().anyMatch(definition::isOf)).map(Definitions::sql).toList());
		if (queries.isEmpty()) {
			return null;
		}
		queries.add(AttachedDefinitions.LABELS);
		return NODES + NOTHING + "\nUNION ALL\n" + String.join("\nUNION ALL\n", queries).replace("{me}", ME);
	}

	private Stream<Definitions> all() {
		String relation = privileges("r", "r", "c.relacl", "c.relowner", "c.relnamespace",
				"'TABLE ' || c.oid::regclass");
		String sequence = privileges("S", "s", "c.relacl", "c.relowner", "c.relnamespace",
				"'SEQUENCE ' || c.oid::regclass");
		String function = privileges("f", "f", "p.proacl", "p.proowner", "p.pronamespace",
				"kind || ' ' || p.oid::regprocedure");
		String type = privileges("T", "T", "t.typacl", "t.typowner", "t.typnamespace", "'TYPE ' || t.oid::regtype");
		boolean filters = this.version >= 15;
		return Stream.of(Definitions.of("rp", RelationDefinitions.TABLES.replace("{privileges}", relation)),
				Definitions.of("rpvm", RelationDefinitions.COLUMNS),
				new Definitions("pg_type", "", RelationDefinitions.TYPES.replace("{privileges}", type)),
				Definitions.of("vm", RelationDefinitions.VIEWS.replace("{privileges}", relation)),
				Definitions.of("iI", RelationDefinitions.INDEXES),
				Definitions.of("S", RelationDefinitions.SEQUENCES.replace("{privileges}", sequence)),
				Definitions.of("S", RelationDefinitions.IDENTITIES.replace("{privileges}", sequence)),
				new Definitions("pg_constraint", "", AttachedDefinitions.CONSTRAINTS),
				new Definitions("pg_trigger", "", AttachedDefinitions.TRIGGERS),
				new Definitions("pg_rewrite", "", AttachedDefinitions.RULES),
				new Definitions("pg_policy", "", AttachedDefinitions.POLICIES),
				new Definitions("pg_proc", "", AttachedDefinitions.FUNCTIONS.replace("{privileges}", function)),
				new Definitions("pg_proc", "a",
						AttachedDefinitions.AGGREGATES.replace("{privileges}",
								privileges("f", "f", "p.proacl", "p.proowner", "p.pronamespace",
										"'FUNCTION ' || p.oid::regprocedure"))),
				new Definitions("pg_attrdef", "", AttachedDefinitions.DEFAULTS),
				new Definitions("pg_statistic_ext", "", AttachedDefinitions.STATISTICS),
				new Definitions("pg_publication_rel", "",
						AttachedDefinitions.PUBLICATIONS
							.replace("{columns}", filters ? AttachedDefinitions.PUBLISHED_COLUMNS : "NULL")
							.replace("{rows}", filters ? AttachedDefinitions.PUBLISHED_ROWS : "NULL")),
				new Definitions("pg_cast", "", AttachedDefinitions.CASTS),
				new Definitions("pg_event_trigger", "", AttachedDefinitions.EVENT_TRIGGERS));
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
