package dev.migrate.dialect.postgresql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Effect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.MissingSchemaException;
import dev.migrate.dialect.SessionSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A PostgreSQL session that migrates under a session-level advisory lock. The lock is
 * polled and never waited for inside the server, because a waiting backend holds a
 * snapshot that a concurrent index build of the holder would wait for in turn.
 */
final class PostgresqlSession implements MigrationSession {

	private static final Logger logger = LoggerFactory.getLogger(PostgresqlSession.class);

	/**
	 * What makes the server notice within seconds that the client of a migration is gone,
	 * and give up its locks. A server or platform may refuse any of them.
	 */
	private static final Map<String, String> GUARDS = new LinkedHashMap<>();

	static {
		GUARDS.put("client_connection_check_interval", "1s");
		GUARDS.put("tcp_keepalives_idle", "10");
		GUARDS.put("tcp_keepalives_interval", "5");
		GUARDS.put("tcp_keepalives_count", "3");
		GUARDS.put("tcp_user_timeout", "30s");
	}

	private static final String SEARCH_PATH = "search_path";

	/**
	 * What a script may set and the next one must not see. The role comes last, because
	 * it depends on the authorization.
	 */
	private static final List<String> SCRIPT_SETTINGS = List.of("session_authorization", SEARCH_PATH, "role");

	private static final String LOCK_TIMEOUT = "lock_timeout";

	private static final String STATEMENT_TIMEOUT = "statement_timeout";

	private static final String IDLE_TIMEOUT = "idle_in_transaction_session_timeout";

	private static final List<String> TIMEOUTS = List.of(LOCK_TIMEOUT, STATEMENT_TIMEOUT, IDLE_TIMEOUT);

	private final JdbcOperations jdbc;

	private final AdvisoryLockKey key;

	private final SessionSettings settings;

	private final Map<String, String> before = new LinkedHashMap<>();

	private final Map<String, String> scriptSettings = new LinkedHashMap<>();

	private final SettingsSnapshot snapshot;

	PostgresqlSession(JdbcOperations jdbc, AdvisoryLockKey key, SessionSettings settings) {
		this.jdbc = jdbc;
		this.key = key;
		this.settings = settings;
		this.snapshot = new SettingsSnapshot(jdbc);
	}

	@Override
	public void open() {
		this.snapshot.take();
		String names = Stream.of(SCRIPT_SETTINGS, TIMEOUTS, GUARDS.keySet())
			.flatMap(Collection::stream)
			.collect(Collectors.joining(","));
		this.before.clear();
		this.jdbc.query("""
				SELECT name, current_setting(name, true) AS value FROM unnest(string_to_array(?, ',')) AS name
				WHERE current_setting(name, true) IS NOT NULL""", (row) -> {
			this.before.put(row.getString("name"), row.getString("value"));
		}, names);
		this.scriptSettings.clear();
		this.scriptSettings.putAll(this.before);
		this.scriptSettings.keySet().retainAll(SCRIPT_SETTINGS);
		if (this.settings.schema() != null) {
			use(this.settings.schema());
		}
		Map<String, String> guards = new LinkedHashMap<>(GUARDS);
		guards.keySet().retainAll(this.before.keySet());
		try {
			set(guards);
		}
		catch (DataAccessException ex) {
			guards.forEach(this::attempt);
		}
	}

	private void use(String schema) {
		String path = this.scriptSettings.getOrDefault(SEARCH_PATH, "");
		String first = PostgresqlIdentifiers.quote(schema);
		this.scriptSettings.put(SEARCH_PATH, path.isEmpty() ? first : first + ", " + path);
		set(this.scriptSettings);
		// A schema that cannot be used is passed over without an error.
		if (!schema.equals(this.jdbc.queryForObject("SELECT current_schema()", String.class))) {
			set(this.before);
			throw new MissingSchemaException(schema,
					String.valueOf(this.jdbc.queryForObject("SELECT current_database()", String.class)));
		}
	}

	private void attempt(String name, String value) {
		try {
			set(Map.of(name, value));
		}
		catch (DataAccessException ex) {
			logger.debug("The server does not accept {}={}", name, value, ex);
			this.before.remove(name);
		}
	}

	@Override
	public void close() {
		set(this.before);
		this.snapshot.putBack();
	}

	@Override
	public void reset() {
		set(this.scriptSettings);
	}

	private void set(Map<String, String> settings) {
		if (!settings.isEmpty()) {
			this.jdbc.query("SELECT " + calls(settings, false), (row) -> {
			}, arguments(settings).toArray());
		}
	}

	private static String calls(Map<String, String> settings, boolean local) {
		return settings.keySet()
			.stream()
			.map((name) -> "set_config(?, ?, " + local + ")")
			.collect(Collectors.joining(", "));
	}

	private static List<Object> arguments(Map<String, String> settings) {
		List<Object> arguments = new ArrayList<>();
		settings.forEach((name, value) -> {
			arguments.add(name);
			arguments.add(value);
		});
		return arguments;
	}

	private Map<String, String> timeouts(LockWait lockWait) {
		Map<String, String> timeouts = new LinkedHashMap<>();
		Duration lock = (lockWait == LockWait.LIMITED) ? this.settings.lockTimeout() : Duration.ZERO;
		put(timeouts, LOCK_TIMEOUT, lock);
		put(timeouts, STATEMENT_TIMEOUT, this.settings.statementTimeout());
		put(timeouts, IDLE_TIMEOUT, this.settings.idleInTransactionTimeout());
		return timeouts;
	}

	private static void put(Map<String, String> timeouts, String name, @Nullable Duration timeout) {
		if (timeout != null) {
			timeouts.put(name, String.valueOf(timeout.toMillis()));
		}
	}

	@Override
	public boolean fence(LockWait lockWait) {
		Map<String, String> timeouts = timeouts(lockWait);
		List<Object> arguments = arguments(timeouts);
		arguments.add(this.key.value());
		return Boolean.TRUE.equals(
				this.jdbc.queryForObject("SELECT " + calls(timeouts, true) + ", pg_try_advisory_xact_lock(?) AS fenced",
						(row, number) -> row.getBoolean("fenced"), arguments.toArray()));
	}

	@Override
	public void limitTransaction(LockWait lockWait) {
		Map<String, String> timeouts = timeouts(lockWait);
		timeouts.keySet().retainAll(List.of(LOCK_TIMEOUT));
		this.jdbc.query("SELECT " + calls(timeouts, true), (row) -> {
		}, arguments(timeouts).toArray());
	}

	@Override
	public void limitStatements(LockWait lockWait) {
		set(timeouts(lockWait));
	}

	@Override
	public List<String> blockers(@Nullable String statement) {
		return new LockHolders(this.jdbc).of(statement);
	}

	@Override
	public void dropLeftovers(String statement) {
		new ConcurrentIndexes(this.jdbc).dropLeftovers(statement);
	}

	@Override
	public void verify(String statement) {
		new ConcurrentIndexes(this.jdbc).verify(statement);
	}

	@Override
	public Effect effect(String statement) {
		return InterruptedStatements.effect(this.jdbc, statement);
	}

	@Override
	public boolean tryLock() {
		return ask("SELECT pg_try_advisory_lock(?)");
	}

	@Override
	public void unlock() {
		ask("SELECT pg_advisory_unlock(?)");
	}

	private boolean ask(String sql) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(sql, Boolean.class, this.key.value()));
	}

	@Override
	public Optional<String> lockHolder() {
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
