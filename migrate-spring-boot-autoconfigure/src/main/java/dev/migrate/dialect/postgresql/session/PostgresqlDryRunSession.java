package dev.migrate.dialect.postgresql.session;

import java.util.List;

import dev.migrate.dialect.DryRunSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A transaction of PostgreSQL that is rolled back.
 */
public final class PostgresqlDryRunSession implements DryRunSession {

	// A schema that the user may not use, or that is temporary in another session, would
	// be refused; so would a name that another table has for a constraint that cannot
	// wait.
	private static final String INITIALLY_DEFERRED = """
			SELECT format('%I.%I', n.nspname, c.conname) FROM pg_catalog.pg_constraint c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
			WHERE has_schema_privilege(n.oid, 'USAGE') AND NOT pg_is_other_temp_schema(n.oid)
			GROUP BY n.nspname, c.conname HAVING bool_or(c.condeferred) AND bool_and(c.condeferrable)""";

	private final JdbcOperations jdbc;

	private @Nullable Long transaction;

	public PostgresqlDryRunSession(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void begin() {
		this.transaction = this.jdbc.queryForObject("SELECT txid_current()", Long.class);
	}

	/**
	 * Makes all constraints immediate, which checks what has waited, and then lets those
	 * wait again that do so by themselves.
	 */
	@Override
	public void checkDeferred() {
		this.jdbc.execute("SET CONSTRAINTS ALL IMMEDIATE");
		List<String> deferred = this.jdbc.queryForList(INITIALLY_DEFERRED, String.class);
		if (!deferred.isEmpty()) {
			this.jdbc.execute("SET CONSTRAINTS " + String.join(", ", deferred) + " DEFERRED");
		}
	}

	@Override
	public boolean isCommitted() {
		return "committed".equals(this.jdbc.queryForObject("SELECT txid_status(?)", String.class, this.transaction));
	}

}
