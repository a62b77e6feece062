package dev.migrate.dialect.postgresql.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.dialect.AdvisoryLock;
import dev.migrate.dialect.TableLocations;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * An advisory lock that is polled and never waited for inside the server, because a
 * waiting backend holds a snapshot that a concurrent index build of the holder would wait
 * for in turn.
 *
 * @param jdbc the connection
 * @param key what the lock is known by
 */
public record PostgresqlAdvisoryLock(JdbcOperations jdbc, AdvisoryLockKey key) implements AdvisoryLock {

	/**
	 * Takes the lock for the rest of a transaction. It is given to a session that holds
	 * it already.
	 */
	static final String TRY_IN_TRANSACTION = "pg_try_advisory_xact_lock(?)";

	/**
	 * Returns the lock for the tables of the tool.
	 */
	public static PostgresqlAdvisoryLock of(JdbcOperations jdbc, TableLocations tables) {
		return new PostgresqlAdvisoryLock(jdbc, AdvisoryLockKey.of(tables.database(), tables.version()));
	}

	@Override
	public boolean tryLock() {
		return ask("SELECT pg_try_advisory_lock(?)");
	}

	boolean tryLockInTransaction() {
		return ask("SELECT " + TRY_IN_TRANSACTION);
	}

	@Override
	public void unlock() {
		ask("SELECT pg_advisory_unlock(?)");
	}

	private boolean ask(String sql) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(sql, Boolean.class, this.key.value()));
	}

	@Override
	public Optional<String> holder() {
		List<String> holders = this.jdbc.query("""
				SELECT a.pid, a.application_name, a.client_addr, a.state, round(extract(epoch FROM
					clock_timestamp() - coalesce(a.xact_start, a.state_change))) AS seconds
				FROM pg_locks l JOIN pg_stat_activity a USING (pid)
				WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
					AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
					AND l.classid = ?::oid AND l.objid = ?::oid""",
				(row, number) -> "pid %d (%s, %s, %s for %s s)".formatted(row.getInt("pid"),
						Objects.requireNonNullElse(row.getString("application_name"), "no application name"),
						Objects.requireNonNullElse(row.getString("client_addr"), "local"),
						Objects.requireNonNullElse(row.getString("state"), "state unknown"), row.getString("seconds")),
				this.key.high(), this.key.low());
		return holders.stream().findFirst();
	}

}
