package dev.migrate.hibernate;

import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.GeneratedDatabase;

/**
 * What a database consists of, without the names that nobody has chosen and without the
 * order of columns.
 */
final class CatalogWithoutNames {

	private static final String KEPT = "('public', 'crm', 'billing')";

	private static final String QUERY = """
			SELECT concat_ws(' ', 'relation', n.nspname, c.relname, c.relkind, c.relpersistence,
				pg_get_partkeydef(c.oid), c.reloptions, s.spcname, (SELECT string_agg(inhparent::regclass::text, ',')
					FROM pg_inherits WHERE inhrelid = c.oid), obj_description(c.oid, 'pg_class'))
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
			WHERE n.nspname IN %1$s AND c.relkind NOT IN ('i', 'I')
			UNION ALL
			SELECT concat_ws(' ', 'column', n.nspname, c.relname, attname, format_type(atttypid, atttypmod),
				attnotnull, attidentity, attgenerated, l.collname, pg_get_expr(d.adbin, d.adrelid),
				nullif(attstorage, t.typstorage), attcompression, col_description(attrelid, attnum))
			FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_type t ON t.oid = atttypid
			LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
			LEFT JOIN pg_collation l ON l.oid = attcollation
			WHERE n.nspname IN %1$s AND attnum > 0 AND NOT attisdropped AND c.relkind NOT IN ('S', 'i', 'I')
			UNION ALL
			SELECT concat_ws(' ', 'sequence', schemaname, sequencename, data_type, start_value, min_value, max_value,
				increment_by, cycle, cache_size)
			FROM pg_sequences WHERE schemaname IN %1$s
			UNION ALL
			SELECT concat_ws(' ', 'constraint', n.nspname, conrelid::regclass, contype, condeferrable, condeferred,
				CASE WHEN contype IN ('p', 'u') THEN
					(SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute
						WHERE attrelid = conrelid AND attnum = ANY (conkey))
						|| regexp_replace(pg_get_constraintdef(c.oid), '^.*?\\)', '')
					ELSE pg_get_constraintdef(c.oid) END, i.reloptions)
			FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace
			LEFT JOIN pg_class i ON i.oid = conindid AND contype IN ('p', 'u')
			WHERE n.nspname IN %1$s AND contype <> 'n'
			UNION ALL
			SELECT concat_ws(' ', 'index', regexp_replace(pg_get_indexdef(indexrelid), ' INDEX \\S+ ON ', ' ON '))
			FROM pg_index i JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname IN %1$s AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
			UNION ALL
			SELECT concat_ws(' ', 'enum', n.nspname, typname,
				(SELECT string_agg(enumlabel, ',' ORDER BY enumlabel) FROM pg_enum WHERE enumtypid = t.oid))
			FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE n.nspname IN %1$s AND typtype = 'e'
			UNION ALL
			SELECT concat_ws(' ', 'type', n.nspname, typname, obj_description(t.oid, 'pg_type'))
			FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
			WHERE n.nspname IN %1$s AND (typtype = 'd' OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))
			UNION ALL
			SELECT concat_ws(' ', 'cast', castsource::regtype, 'as', casttarget::regtype, castcontext)
			FROM pg_cast WHERE oid >= 16384
			UNION ALL
			SELECT concat_ws(' ', 'routine', n.nspname, p.oid::regprocedure)
			FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE n.nspname IN %1$s
			UNION ALL
			SELECT concat_ws(' ', 'trigger', n.nspname, pg_get_triggerdef(t.oid))
			FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
			WHERE n.nspname IN %1$s AND NOT tgisinternal
			UNION ALL
			SELECT concat_ws(' ', 'row', n.nspname, relname, row)
			FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
				unnest(xpath('/table/row', query_to_xml('SELECT * FROM ' || c.oid::regclass, false, false, ''))::text[])
					AS row
			WHERE n.nspname IN %1$s AND relkind = 'r'
			ORDER BY 1""";

	// What was written and what was read back are deparsed with other casts.
	private static final Pattern CASTS = Pattern.compile("::(text|character varying)(\\[])?|[()]");

	private CatalogWithoutNames() {
	}

	static List<String> of(GeneratedDatabase database) {
		return database.jdbc()
			.queryForList(QUERY.formatted(KEPT), String.class)
			.stream()
			.map((line) -> CASTS.matcher(line).replaceAll(""))
			.sorted()
			.toList();
	}

}
