package dev.migrate.hibernate;

import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.GeneratedDatabase;

/**
 * The names of constraints and indexes, each with what it is, without those that
 * Hibernate makes of digests.
 */
final class ChosenNames {

	private static final String QUERY = """
			SELECT concat_ws(' ', 'constraint', n.nspname, r.relname, contype, conname,
				CASE WHEN contype IN ('p', 'u') THEN
					(SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute
						WHERE attrelid = conrelid AND attnum = ANY (conkey))
					ELSE pg_get_constraintdef(c.oid) END)
			FROM pg_constraint c JOIN pg_class r ON r.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace
			WHERE n.nspname IN ('public', 'crm', 'billing') AND contype <> 'n' AND conname !~* '%1$s'
			UNION ALL
			SELECT concat_ws(' ', 'index', schemaname, tablename, indexdef) FROM pg_indexes
			WHERE schemaname IN ('public', 'crm', 'billing') AND indexname !~* '%1$s'
			AND NOT EXISTS (SELECT 1 FROM pg_constraint
				WHERE conindid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass)
			ORDER BY 1""";

	private static final String DIGEST = "^(fk|uk|idx)_?[0-9a-z]{20,}$";

	// What was written and what was read back are deparsed with other casts.
	private static final Pattern CASTS = Pattern.compile("::(text|character varying)(\\[])?|[()]");

	private ChosenNames() {
	}

	static List<String> of(GeneratedDatabase database) {
		return database.jdbc()
			.queryForList(QUERY.formatted(DIGEST), String.class)
			.stream()
			.map((line) -> CASTS.matcher(line).replaceAll(""))
			.toList();
	}

}
