package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.testsupport.TestDatabase;

/**
 * What a database consists of, as lines to compare: the catalog, the rows of both tables
 * of the tool, and those of the application's tables.
 */
final class Catalog {

	private static final List<String> QUERIES = List.of("""
			SELECT concat_ws(' ', 'column', a.attrelid::regclass, a.attnum, a.attname,
				format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
				pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum))
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0
				AND NOT a.attisdropped
			ORDER BY 1""", """
			SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
			FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1""", """
			SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid)
			FROM pg_index JOIN pg_class c ON c.oid = indexrelid
			WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1""", """
			SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
			WHERE pronamespace = 'public'::regnamespace ORDER BY 1""", """
			SELECT concat_ws(' ', 'relation', relname, relkind, relowner::regrole, obj_description(oid, 'pg_class'))
			FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1""", """
			SELECT 'version ' || version_num FROM migrate_version ORDER BY 1""",
			"""
					SELECT concat_ws(' ', 'history', id, revision, down_revisions, depends_on, direction, message, script,
						coalesce(checksum, 'no checksum'), duration_ms IS NOT NULL, db_user, statements_started, statements_done, statements_checksum)
					FROM migrate_history ORDER BY id""");

	private Catalog() {
	}

	static List<String> of(TestDatabase database) {
		List<String> lines = new ArrayList<>();
		QUERIES.forEach((query) -> lines.addAll(database.jdbc().sql(query).query(String.class).list()));
		database.tables()
			.stream()
			.filter((table) -> !table.startsWith("migrate_"))
			.forEach((table) -> lines.addAll(database.jdbc()
				.sql("SELECT '" + table + " ' || t::text FROM " + table + " t ORDER BY 1")
				.query(String.class)
				.list()));
		return lines;
	}

}
