package dev.migrate.dialect.postgresql.session;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.dialect.session.SessionMonitor;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Finds a session by the pid that the server has told the driver. A pooler tells another
 * one, and a server with another address has sessions of its own: then nothing is known.
 */
public final class PostgresqlSessionMonitor implements SessionMonitor {

	private static final String LOOK = """
			SELECT pg_backend_pid() AS own, concat(inet_server_addr(), ':', inet_server_port()) AS server,
				a.backend_start::text AS started, pg_blocking_pids(a.pid) AS blockers, l.lock, l.seconds
			FROM (VALUES (?::int)) AS watched (pid)
				LEFT JOIN pg_stat_activity a USING (pid)
				LEFT JOIN LATERAL (
					SELECT extract(epoch FROM clock_timestamp() - waitstart) AS seconds, CASE locktype
							WHEN 'relation' THEN mode || ' on ' || relation::regclass
							WHEN 'tuple' THEN 'a row of ' || relation::regclass
							WHEN 'transactionid' THEN 'the end of a transaction that has changed the same rows'
							WHEN 'virtualxid' THEN 'the end of older transactions'
							ELSE 'a lock of the type ' || locktype END AS lock
					FROM pg_locks WHERE pid = a.pid AND NOT granted LIMIT 1) l ON true""";

	private final int pid;

	private @Nullable Seen before;

	private PostgresqlSessionMonitor(int pid) {
		this.pid = pid;
	}

	/**
	 * Returns what looks at the session of a connection.
	 * @return the monitor, or {@code null} if the connection is not one of the driver
	 */
	public static @Nullable PostgresqlSessionMonitor of(Connection connection) throws SQLException {
		return connection.isWrapperFor(PGConnection.class) ? new PostgresqlSessionMonitor(pid(connection)) : null;
	}

	private static int pid(Connection connection) throws SQLException {
		return connection.unwrap(PGConnection.class).getBackendPID();
	}

	@Override
	public Activity look(JdbcOperations other) {
		Integer told = other
			.execute((ConnectionCallback<Integer>) (connection) -> connection.isWrapperFor(PGConnection.class)
					? pid(connection) : 0);
		if (told == null || told == 0 || told == this.pid) {
			return new Activity(State.UNKNOWN, null);
		}
		Seen seen = Objects.requireNonNull(other.queryForObject(LOOK, (row, number) -> Seen.read(row), this.pid));
		State state = (seen.own() == told) ? state(seen) : State.UNKNOWN;
		if (state != State.PRESENT) {
			return new Activity(state, null);
		}
		this.before = seen;
		return new Activity(state, seen.blockers().isEmpty() ? null : wait(seen, other));
	}

	private State state(Seen seen) {
		if (this.before == null) {
			return (seen.started() != null) ? State.PRESENT : State.UNKNOWN;
		}
		if (!this.before.server().equals(seen.server())) {
			return State.UNKNOWN;
		}
		return Objects.equals(this.before.started(), seen.started()) ? State.PRESENT : State.GONE;
	}

	private Wait wait(Seen seen, JdbcOperations other) {
		return new Wait(seen.lock(), seen.waited(), new LockHolders(other).blocking(this.pid, seen.blockers()));
	}

	/**
	 * What a look has shown.
	 *
	 * @param own the pid of the session that looked
	 * @param server the address of the server
	 * @param started when the session that was looked for began, or {@code null} if there
	 * is none
	 * @param blockers the pids of those that are in its way, 0 for a prepared transaction
	 * @param lock what it waits for
	 * @param waited how long it has waited
	 */
	private record Seen(int own, String server, @Nullable String started, List<Integer> blockers, String lock,
			Duration waited) {

		static Seen read(ResultSet row) throws SQLException {
			Array blockers = row.getArray("blockers");
			String lock = row.getString("lock");
			return new Seen(row.getInt("own"), row.getString("server"), row.getString("started"),
					(blockers != null) ? Stream.of((Integer[]) blockers.getArray()).distinct().toList() : List.of(),
					(lock != null) ? lock : "a lock", Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)));
		}

	}

}
