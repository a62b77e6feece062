package dev.migrate.dialect.postgresql.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.MigrationSession.Effect;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What every PostgreSQL session that migrates has in common, whether its settings last as
 * long as the connection or as the transaction.
 */
abstract class PostgresqlSession implements MigrationSession {

	private static final Logger logger = LoggerFactory.getLogger(PostgresqlSession.class);

	/**
	 * What makes the server notice within seconds that the client of a migration is gone,
	 * and give up its locks. A server or platform may refuse any of them.
	 */
	static final Map<String, String> GUARDS = new LinkedHashMap<>();

	static {
		GUARDS.put("client_connection_check_interval", "1s");
		GUARDS.put("tcp_keepalives_idle", "10");
		GUARDS.put("tcp_keepalives_interval", "5");
		GUARDS.put("tcp_keepalives_count", "3");
		GUARDS.put("tcp_user_timeout", "30s");
	}

	static final String SEARCH_PATH = "search_path";

	/**
	 * What the statements of the tool depend on. The role comes last, because it depends
	 * on the authorization.
	 */
	static final List<String> SCRIPT_SETTINGS = List.of("session_authorization", SEARCH_PATH, "role");

	static final String LOCK_TIMEOUT = "lock_timeout";

	private static final String STATEMENT_TIMEOUT = "statement_timeout";

	private static final String IDLE_TIMEOUT = "idle_in_transaction_session_timeout";

	private final JdbcOperations jdbc;

	private final SessionSettings settings;

	PostgresqlSession(JdbcOperations jdbc, SessionSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	JdbcOperations jdbc() {
		return this.jdbc;
	}

	/**
	 * Returns the default schema of the run, or {@code null} if it has none of its own.
	 */
	@Nullable String schema() {
		return this.settings.schema();
	}

	/**
	 * Returns the search path of the run.
	 * @param before the settings without it
	 * @return the setting, none if the run has no default schema
	 */
	Map<String, String> searchPath(Map<String, String> before) {
		String schema = this.settings.schema();
		if (schema == null) {
			return Map.of();
		}
		String path = before.getOrDefault(SEARCH_PATH, "");
		String first = PostgresqlIdentifiers.quote(schema);
		return Map.of(SEARCH_PATH, path.isEmpty() ? first : first + ", " + path);
	}

	/**
	 * Makes sure that the default schema of the run is where tables are created. One that
	 * cannot be used is passed over in a search path without an error.
	 * @throws MigrationSchemaException if it is not
	 */
	void requireSchema() {
		String schema = this.settings.schema();
		if (schema != null && !schema.equals(this.jdbc.queryForObject("SELECT current_schema()", String.class))) {
			throw MigrationSchemaException.missing(schema,
					String.valueOf(this.jdbc.queryForObject("SELECT current_database()", String.class)));
		}
	}

	/**
	 * Changes settings.
	 * @param settings their values
	 * @param local whether until the end of the transaction, which outside of one is that
	 * of the statement
	 * @return how the server shows them
	 */
	Map<String, String> set(Map<String, String> settings, boolean local) {
		Map<String, String> shown = new LinkedHashMap<>();
		if (!settings.isEmpty()) {
			this.jdbc.query("SELECT " + calls(settings, local), (row) -> {
				int column = 0;
				for (String name : settings.keySet()) {
					shown.put(name, row.getString(++column));
				}
			}, arguments(settings).toArray());
		}
		return shown;
	}

	/**
	 * Changes settings that the server may refuse, all at once or else one by one.
	 * @param settings their values
	 * @param local as for {@link #set}
	 * @return those that the server has accepted, as it shows them
	 */
	Map<String, String> attempt(Map<String, String> settings, boolean local) {
		try {
			return set(settings, local);
		}
		catch (DataAccessException ex) {
			Map<String, String> accepted = new LinkedHashMap<>();
			settings.forEach((name, value) -> {
				try {
					accepted.putAll(set(Map.of(name, value), local));
				}
				catch (DataAccessException refusal) {
					logger.debug("The server does not accept {}={}", name, value, refusal);
				}
			});
			return accepted;
		}
	}

	static String calls(Map<String, String> settings, boolean local) {
		return settings.keySet()
			.stream()
			.map((name) -> "set_config(?, ?, " + local + ")")
			.collect(Collectors.joining(", "));
	}

	static List<Object> arguments(Map<String, String> settings) {
		List<Object> arguments = new ArrayList<>();
		settings.forEach((name, value) -> {
			arguments.add(name);
			arguments.add(value);
		});
		return arguments;
	}

	Map<String, String> timeouts(LockWait lockWait) {
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
	public String limitTransaction(LockWait lockWait) {
		Map<String, String> timeouts = timeouts(lockWait);
		timeouts.keySet().retainAll(List.of(LOCK_TIMEOUT));
		return "SELECT " + localCalls(timeouts);
	}

	/**
	 * Writes what changes timeouts, which are numbers, for the rest of a transaction.
	 */
	static String localCalls(Map<String, String> timeouts) {
		return timeouts.entrySet()
			.stream()
			.map((timeout) -> "set_config('%s', '%s', true)".formatted(timeout.getKey(), timeout.getValue()))
			.collect(Collectors.joining(", "));
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

}
