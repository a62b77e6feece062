package dev.migrate.dialect.postgresql.session;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds the session of another tool by what it has locked. Every role sees that, whoever
 * the session belongs to.
 */
public final class OtherToolSession {

	private static final String FIND = """
			SELECT 'pid ' || l.pid || ' (' || coalesce(nullif(a.application_name, ''), 'no application name') || ', '
				|| coalesce(host(a.client_addr), 'local') || ')' AS session
			FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
			WHERE l.granted AND l.pid <> pg_backend_pid() AND coalesce(a.backend_type, 'client backend') = 'client backend'
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND ((l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid = ?::oid AND l.objid = ?::oid)
					OR (l.locktype = 'relation' AND l.mode NOT IN ('AccessShareLock', 'ShareLock', 'ShareUpdateExclusiveLock')
						AND l.relation = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
							WHERE n.nspname = ? AND c.relname = ?)))
			ORDER BY l.locktype LIMIT 1""";

	private OtherToolSession() {
	}

	/**
	 * Finds the session.
	 * @param table the table that the tool changes
	 * @param lock the number of its advisory lock
	 */
	public static Optional<String> find(JdbcOperations jdbc, ObjectName table, long lock) {
		AdvisoryLockKey key = new AdvisoryLockKey(lock);
		return jdbc.queryForList(FIND, String.class, key.high(), key.low(), table.schema(), table.name())
			.stream()
			.findFirst();
	}

}
