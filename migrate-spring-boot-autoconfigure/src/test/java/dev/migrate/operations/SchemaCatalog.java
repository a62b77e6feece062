package dev.migrate.operations;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the schemas of a database consist of, as lines to compare.
 */
public final class SchemaCatalog {

	private static final String APPLICATION = "NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

	private static final String POSITION = "row_number() OVER (PARTITION BY c.oid ORDER BY attnum)";

	private static final List<String> QUERIES = List.of("""
			SELECT concat_ws(' ', 'relation', n.nspname, c.relname, c.relkind, c.relpersistence,
				pg_get_partkeydef(c.oid), c.reloptions, obj_description(c.oid, 'pg_class'))
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname %s""",
			"""
					SELECT concat_ws(' ', 'column', n.nspname, c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY attnum),
						attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, l.collname,
						pg_get_expr(d.adbin, d.adrelid), col_description(attrelid, attnum))
					FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
					LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
					LEFT JOIN pg_collation l ON l.oid = attcollation
					WHERE n.nspname %s AND attnum > 0 AND NOT attisdropped AND c.relkind <> 'S'""",
			"""
					SELECT concat_ws(' ', 'sequence', schemaname, sequencename, data_type, start_value, min_value, max_value,
						increment_by, cycle, cache_size)
					FROM pg_sequences WHERE schemaname %s""",
			"""
					SELECT concat_ws(' ', 'constraint', n.nspname, conrelid::regclass, conname, pg_get_constraintdef(c.oid),
						obj_description(c.oid, 'pg_constraint'))
					FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE n.nspname %s""",
			"""
					SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid, indimmediate)
					FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
					WHERE n.nspname %s""", """
					SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace WHERE nspname %s""");

	private SchemaCatalog() {
	}

	public static List<String> of(JdbcClient jdbc) {
		return of(jdbc, (query) -> query);
	}

	/**
	 * Reads what there is without the places of columns in their tables: a column that is
	 * added again is the last one.
	 */
	public static List<String> withoutOrderOfColumns(JdbcClient jdbc) {
		return of(jdbc, (query) -> query.replace(POSITION, "NULL"));
	}

	private static List<String> of(JdbcClient jdbc, UnaryOperator<String> change) {
		String query = QUERIES.stream()
			.map((part) -> change.apply(part).formatted(APPLICATION))
			.collect(Collectors.joining(" UNION ALL ", "", " ORDER BY 1"));
		return jdbc.sql(query).query(String.class).list();
	}

}
