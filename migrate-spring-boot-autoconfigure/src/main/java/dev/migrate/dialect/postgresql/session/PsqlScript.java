package dev.migrate.dialect.postgresql.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.schema.ObjectName;

/**
 * The {@link ConditionalScript} for psql. What is applied is computed once into a
 * temporary table; {@code \gset} reads it and {@code \if} decides.
 */
public final class PsqlScript implements ConditionalScript {

	private static final String EDGES = "pg_temp.migrate_edge";

	private static final String APPLIED = "pg_temp.migrate_applied";

	private final String versions;

	public PsqlScript(TableNames names) {
		this.versions = PostgresqlIdentifiers.quote(new ObjectName(names.schema(), names.version()));
	}

	@Override
	public String client() {
		return "\\set ON_ERROR_STOP on\n";
	}

	@Override
	public String open(Map<String, Collection<String>> parents) {
		List<String> edges = new ArrayList<>();
		parents.forEach((revision, above) -> {
			edges.add("\t(%s, NULL)".formatted(PostgresqlLiterals.quote(revision)));
			above.forEach((parent) -> edges
				.add("\t(%s, %s)".formatted(PostgresqlLiterals.quote(revision), PostgresqlLiterals.quote(parent))));
		});
		return """
				CREATE TEMPORARY TABLE migrate_edge (revision text NOT NULL, parent text);
				INSERT INTO %1$s VALUES
				%2$s;
				CREATE TEMPORARY TABLE migrate_applied AS
				WITH RECURSIVE applied (revision) AS (
					SELECT version_num::text FROM %3$s
					UNION SELECT parent FROM applied JOIN %1$s USING (revision) WHERE parent IS NOT NULL
				)
				SELECT revision FROM applied""".formatted(EDGES, String.join(",\n", edges), this.versions);
	}

	@Override
	public String unknownRow() {
		return "EXISTS (SELECT version_num::text FROM %s EXCEPT SELECT revision FROM %s)".formatted(this.versions,
				EDGES);
	}

	@Override
	public String notApplied(Collection<String> revisions) {
		return "EXISTS (SELECT unnest(ARRAY[%s]) EXCEPT SELECT revision FROM %s)"
			.formatted(revisions.stream().map(PostgresqlLiterals::quote).collect(Collectors.joining(", ")), APPLIED);
	}

	@Override
	public String applied() {
		return "SELECT revision FROM " + APPLIED;
	}

	@Override
	public String appliedOnTopOf(Collection<String> revisions) {
		String ids = revisions.stream().map(PostgresqlLiterals::quote).collect(Collectors.joining(", "));
		return "EXISTS (SELECT FROM %1$s JOIN %2$s USING (revision) WHERE parent IN (%3$s) AND revision NOT IN (%3$s))"
			.formatted(EDGES, APPLIED, ids);
	}

	@Override
	public String withdraw(String revision) {
		return """
				DELETE FROM %2$s WHERE revision = %4$s;
				DELETE FROM %3$s WHERE version_num = %4$s;
				INSERT INTO %3$s (version_num)
				SELECT DISTINCT parent FROM %1$s AS below WHERE revision = %4$s AND parent IS NOT NULL AND NOT EXISTS
					(SELECT FROM %1$s AS other JOIN %2$s USING (revision) WHERE other.parent = below.parent)"""
			.formatted(EDGES, APPLIED, this.versions, PostgresqlLiterals.quote(revision));
	}

	@Override
	public Optional<String> tookEffect(String statement) {
		return Optional.ofNullable(InterruptedStatements.tookEffect(statement));
	}

	@Override
	public Optional<String> dropLeftovers(String statement) {
		return Optional.ofNullable(ConcurrentIndexes.fromLeftover(statement))
			.map((from) -> "SELECT 'DROP INDEX CONCURRENTLY ' || c.oid::regclass " + from + " \\gexec\n");
	}

	@Override
	public String begin(String condition) {
		return "SELECT %s AS migrate_todo \\gset\n\\if :migrate_todo\n".formatted(condition);
	}

	@Override
	public String end() {
		return "\\endif\n";
	}

	@Override
	public String close() {
		return "DROP TABLE %s, %s".formatted(EDGES, APPLIED);
	}

}
