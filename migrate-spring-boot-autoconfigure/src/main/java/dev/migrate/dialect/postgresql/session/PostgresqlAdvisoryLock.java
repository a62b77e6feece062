package dev.migrate.dialect.postgresql.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.dialect.session.AdvisoryLock;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * An advisory lock that is polled and never waited for inside the server, because a
 * waiting backend holds a snapshot that a concurrent index build of the holder would wait
 * for in turn. A pooler that runs one statement here and the next one there is noticed by
 * the pids of the sessions.
 */
public final class PostgresqlAdvisoryLock implements AdvisoryLock {

	private static final Logger logger = LoggerFactory.getLogger(PostgresqlAdvisoryLock.class);

	/**
	 * Takes the lock for the rest of a transaction. It is given to a session that holds
	 * it already.
	 */
	static final String TRY_IN_TRANSACTION = "pg_try_advisory_xact_lock(?)";

	// What the server says that it is not in the language of the server. The pid is not
	// known when the statement is planned, so that nothing is computed before the lock.
	private static final String REQUIRE = "CASE WHEN pg_try_advisory_xact_lock('%s'::bigint) THEN true"
			+ " ELSE ('migrate: no lock in session ' || pg_backend_pid())::boolean END";

	private static final Pattern MISSING = Pattern.compile("migrate: no lock in session (\\d+)");

	// invalid_text_representation
	private static final String NOT_A_BOOLEAN = "22P02";

	private static final String TRY = """
			SELECT pg_backend_pid() AS pid,
				CASE WHEN ? IN (0, pg_backend_pid()) THEN pg_try_advisory_lock(?) ELSE false END AS done""";

	private static final String UNLOCK = "SELECT pg_backend_pid() AS pid, pg_advisory_unlock(?) AS done";

	private final JdbcOperations jdbc;

	private final AdvisoryLockKey key;

	// What the driver was told when it connected, and what the server says itself.
	private int connection;

	private int session;

	private boolean held;

	private boolean refused;

	// By a session that has taken over another one, before it is asked for.
	private boolean taken;

	private PostgresqlAdvisoryLock(JdbcOperations jdbc, AdvisoryLockKey key) {
		this.jdbc = jdbc;
		this.key = key;
	}

	/**
	 * Returns the lock for the tables of the tool.
	 */
	public static PostgresqlAdvisoryLock of(JdbcOperations jdbc, TableLocations tables) {
		return new PostgresqlAdvisoryLock(jdbc, AdvisoryLockKey.of(tables.database(), tables.version()));
	}

	AdvisoryLockKey key() {
		return this.key;
	}

	/**
	 * Returns the session that holds the lock, as the server has said, or 0 if none does.
	 */
	int session() {
		return this.held ? this.session : 0;
	}

	/**
	 * Notes that a session has given back another lock and taken this one.
	 */
	void takenAfter(PostgresqlAdvisoryLock before) {
		this.connection = before.connection;
		this.session = before.session;
		before.held = false;
		this.held = true;
		this.taken = true;
	}

	/**
	 * Returns whether another session has had the lock since this was asked for last.
	 */
	boolean wasRefused() {
		boolean refused = this.refused;
		this.refused = false;
		return refused;
	}

	@Override
	public boolean tryLock() {
		if (this.taken) {
			this.taken = false;
			return true;
		}
		int connection = connection();
		if (connection != this.connection) {
			this.connection = connection;
			this.session = 0;
		}
		Answer answer = ask(TRY, this.session, this.key.value());
		requireSession(answer.pid());
		this.session = answer.pid();
		this.held = answer.done();
		this.refused |= !answer.done();
		return answer.done();
	}

	private int connection() {
		return Objects.requireNonNull(this.jdbc
			.execute((ConnectionCallback<Integer>) (connection) -> connection.isWrapperFor(PGConnection.class)
					? connection.unwrap(PGConnection.class).getBackendPID() : 0));
	}

	private void requireSession(int pid) {
		if (this.session != 0 && pid != this.session) {
			throw UnsupportedDatabaseException.sessions(this.session, pid);
		}
	}

	/**
	 * Makes sure that statements still run in the session that has taken the lock.
	 * @throws UnsupportedDatabaseException if they run in another one
	 */
	void requireSession() {
		Integer pid = this.jdbc.queryForObject("SELECT pg_backend_pid()", Integer.class);
		requireSession(Objects.requireNonNull(pid));
	}

	/**
	 * Returns an expression that takes the lock for the rest of a transaction, and fails
	 * if another session holds it.
	 */
	String requirement() {
		return REQUIRE.formatted(Long.toString(this.key.value()));
	}

	/**
	 * Returns expressions that take a lock for the session if it has given it back. The
	 * last one, {@code held}, tells whether it has the lock then.
	 */
	static String takeAgain(AdvisoryLockKey key) {
		HeldLock lock = HeldLock.of(key);
		// The transaction holds it meanwhile, so that nobody else gets it.
		return Stream.of("pg_try_advisory_xact_lock", "pg_advisory_unlock", "pg_try_advisory_lock")
			.map(lock::call)
			.collect(Collectors.joining(", ")) + " AS held";
	}

	/**
	 * Returns whether a statement has failed at the {@link #requirement()}.
	 * @throws UnsupportedDatabaseException if that did not run in the session that has
	 * taken the lock
	 */
	boolean isMissing(SQLException failure) {
		Matcher matcher = MISSING.matcher(String.valueOf(failure.getMessage()));
		boolean missing = NOT_A_BOOLEAN.equals(failure.getSQLState()) && matcher.find();
		if (missing) {
			requireSession(Integer.parseInt(matcher.group(1)));
		}
		return missing;
	}

	@Override
	public void unlock() {
		this.held = false;
		Answer answer = ask(UNLOCK, this.key.value());
		boolean same = this.session != 0 && connection() == this.connection;
		if (!answer.done() && same && answer.pid() != this.session) {
			logger.warn(
					"The migration lock stays in the session with pid {}, where later migrations wait for it: a"
							+ " connection pooler in transaction mode has given that session to others. End it with"
							+ " pg_terminate_backend({}), and set migrate.lock.mode=transaction",
					this.session, this.session);
		}
	}

	private Answer ask(String sql, Object... arguments) {
		return Objects.requireNonNull(this.jdbc.queryForObject(sql,
				(row, number) -> new Answer(row.getInt("pid"), row.getBoolean("done")), arguments));
	}

	@Override
	public Optional<String> holder() {
		List<String> holders = this.jdbc.query("""
				SELECT a.pid, a.application_name, a.client_addr, a.state, round(extract(epoch FROM
					clock_timestamp() - coalesce(a.xact_start, a.state_change))) AS seconds
				FROM pg_locks l JOIN pg_stat_activity a USING (pid)
				WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
					AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
					AND l.classid = ?::oid AND l.objid = ?::oid""", (row, number) -> describe(row), this.key.high(),
				this.key.low());
		return holders.stream().findFirst();
	}

	private static String describe(ResultSet row) throws SQLException {
		int pid = row.getInt("pid");
		String state = Objects.requireNonNullElse(row.getString("state"), "state unknown");
		return "pid %d (%s, %s, %s for %s s%s)".formatted(pid,
				Objects.requireNonNullElse(row.getString("application_name"), "no application name"),
				Objects.requireNonNullElse(row.getString("client_addr"), "local"), state, row.getString("seconds"),
				(state.equals("idle") && row.getInt("seconds") > 0) ? leftBehind(pid) : "");
	}

	/**
	 * A migration is idle outside of a transaction only while it computes or pauses.
	 */
	private static String leftBehind(int pid) {
		return ", outside of a transaction: if a connection pooler in transaction mode has kept the lock of a migration"
				+ " that is over, end the session with pg_terminate_backend(%d) and set migrate.lock.mode=transaction"
					.formatted(pid);
	}

	/**
	 * What the server has answered.
	 *
	 * @param pid the session that has answered
	 * @param done whether it has done what it was asked for
	 */
	private record Answer(int pid, boolean done) {
	}

}
