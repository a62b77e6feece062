package dev.migrate.dialect.h2;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.MigrationSession.Effect;
import dev.migrate.dialect.SessionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A session of H2, whose settings last until they are put back.
 */
final class H2Session implements MigrationSession {

	private final JdbcOperations jdbc;

	private final SessionSettings settings;

	private Before before = new Before("", 0, 0, "", Set.of());

	private String schema = "";

	/**
	 * Creates a session.
	 * @param settings its limits; that of an idle transaction is none that H2 has
	 */
	H2Session(JdbcOperations jdbc, SessionSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	@Override
	public void open() {
		this.before = Objects.requireNonNull(this.jdbc.queryForObject("""
				SELECT CURRENT_SCHEMA AS schema_name, LOCK_TIMEOUT() AS lock_timeout, (SELECT SETTING_VALUE
					FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'QUERY_TIMEOUT') AS query_timeout,
					(SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS
						WHERE SETTING_NAME = 'TIME ZONE') AS time_zone""",
				(row, number) -> new Before(row.getString("schema_name"), row.getInt("lock_timeout"),
						row.getInt("query_timeout"), row.getString("time_zone"), Set.copyOf(state()))));
		this.schema = wantedSchema();
		reset();
	}

	/**
	 * Reads what the session has: its variables and its temporary tables among others.
	 */
	private List<String> state() {
		return this.jdbc.queryForList("SELECT STATE_KEY FROM INFORMATION_SCHEMA.SESSION_STATE", String.class);
	}

	private String wantedSchema() {
		String wanted = this.settings.schema();
		if (wanted == null) {
			return this.before.schema();
		}
		String stored = H2Identifiers.of(this.jdbc).stored(wanted);
		String database = this.jdbc
			.queryForList("SELECT CATALOG_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?", String.class,
					stored)
			.stream()
			.findFirst()
			.orElse(null);
		if (database == null) {
			throw MigrationSchemaException.missing(wanted,
					String.valueOf(this.jdbc.queryForObject("SELECT CURRENT_CATALOG", String.class)));
		}
		return stored;
	}

	@Override
	public void close() {
		reset();
		use(this.before.schema());
		set("LOCK_TIMEOUT", this.before.lockTimeout());
		set("QUERY_TIMEOUT", this.before.queryTimeout());
	}

	@Override
	public void reset() {
		use(this.schema);
		set("QUERY_TIMEOUT", queryTimeout());
		this.jdbc.execute("SET TIME ZONE '" + this.before.timeZone().replace("'", "''") + "'");
		for (String key : state()) {
			if (this.before.state().contains(key)) {
				continue;
			}
			if (key.startsWith("@")) {
				this.jdbc.execute("SET " + key + " = NULL");
			}
			else if (key.startsWith("TABLE ")) {
				String table = key.substring("TABLE ".length());
				this.jdbc.execute("DROP TABLE \"" + table.replace("\"", "\"\"") + "\"");
			}
		}
	}

	@Override
	public boolean resetRole() {
		use(this.schema);
		return true;
	}

	private long queryTimeout() {
		Duration timeout = this.settings.statementTimeout();
		return (timeout != null) ? timeout.toMillis() : this.before.queryTimeout();
	}

	private void use(String schema) {
		this.jdbc.execute("SET SCHEMA \"" + schema.replace("\"", "\"\"") + "\"");
	}

	private void set(String setting, long milliseconds) {
		this.jdbc.execute(setting(setting, milliseconds));
	}

	private static String setting(String name, long milliseconds) {
		return "SET " + name + " " + milliseconds;
	}

	@Override
	public boolean fence(LockWait lockWait) {
		limitStatements(lockWait);
		return true;
	}

	@Override
	public String limitTransaction(LockWait lockWait) {
		return setting("LOCK_TIMEOUT", lockTimeout(lockWait));
	}

	@Override
	public void limitStatements(LockWait lockWait) {
		set("LOCK_TIMEOUT", lockTimeout(lockWait));
	}

	private long lockTimeout(LockWait lockWait) {
		Duration timeout = this.settings.lockTimeout();
		return (lockWait == LockWait.UNLIMITED || timeout.isZero()) ? Integer.MAX_VALUE : timeout.toMillis();
	}

	@Override
	public List<String> blockers(@Nullable String statement) {
		return this.jdbc.queryForList("""
				SELECT 'session ' || SESSION_ID || ' (' || USER_NAME || ', '
					|| coalesce(EXECUTING_STATEMENT, 'in a transaction') || ')'
				FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()
					AND (CONTAINS_UNCOMMITTED OR EXECUTING_STATEMENT IS NOT NULL
						OR SESSION_ID IN (SELECT SESSION_ID FROM INFORMATION_SCHEMA.LOCKS))
				ORDER BY SESSION_ID""", String.class);
	}

	@Override
	public void dropLeftovers(String statement) {
	}

	@Override
	public void verify(String statement) {
	}

	@Override
	public Effect effect(String statement) {
		return H2Statements.effect(this.jdbc, statement);
	}

	/**
	 * The settings that the connection came with.
	 */
	private record Before(String schema, int lockTimeout, int queryTimeout, String timeZone, Set<String> state) {

	}

}
