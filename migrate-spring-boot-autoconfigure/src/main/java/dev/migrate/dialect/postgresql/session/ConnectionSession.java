package dev.migrate.dialect.postgresql.session;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.Fence;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.postgresql.sql.SessionStatements;
import dev.migrate.dialect.session.AdvisoryLock;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A session that belongs to its connection: its settings, and its advisory lock if it has
 * one, last until they are put back.
 */
public final class ConnectionSession extends PostgresqlSession {

	private static final String ISOLATION = "default_transaction_isolation";

	private static final String READ_COMMITTED = "read committed";

	private final @Nullable PostgresqlAdvisoryLock lock;

	private SessionState before;

	/**
	 * What the session is to have while it migrates.
	 */
	private final Map<String, String> own = new LinkedHashMap<>();

	// What the revision that runs has set itself, and what therefore nothing else sets.
	private final Set<String> ownTimeouts = new HashSet<>();

	private final Map<LockWait, Fence> fences = new EnumMap<>(LockWait.class);

	// What the statements of the transaction may wait for.
	private LockWait lockWait = LockWait.LIMITED;

	public ConnectionSession(JdbcOperations jdbc, @Nullable PostgresqlAdvisoryLock lock, SessionSettings settings) {
		super(jdbc, settings);
		this.lock = lock;
		this.before = new SessionState(jdbc);
	}

	@Override
	public void open() {
		this.before.read(true);
		this.own.clear();
		useSchema();
		this.own.putAll(attempt(this.before.settings(GUARDS.keySet()).keySet()));
	}

	@Override
	public boolean takeOver(MigrationSession before) {
		if (!(before instanceof ConnectionSession other) || !canTakeOver(other)) {
			return false;
		}
		other.giveBackLock();
		inherit(other);
		useSchema();
		return true;
	}

	@Override
	public @Nullable String takeOver(MigrationSession before, String query) {
		if (!(before instanceof ConnectionSession other) || !canTakeOver(other)) {
			return null;
		}
		String schema = schema();
		if (schema == null || this.lock == null || other.lock == null || other.lock.session() == 0) {
			return null;
		}
		Map<String, String> searchPath = searchPath(other.before.settings(SCRIPT_SETTINGS));
		String digest = new SessionTakeover(schema, String.valueOf(searchPath.get(SEARCH_PATH)), other.lock.session(),
				other.lock.key(), this.lock.key())
			.execute(jdbc(), query, other.before.settings(List.of(ISOLATION)).containsValue(READ_COMMITTED));
		if (digest != null) {
			inherit(other);
			this.own.putAll(searchPath);
			this.lock.takenAfter(other.lock);
		}
		return digest;
	}

	private boolean canTakeOver(ConnectionSession other) {
		return other.before.newDefaults().isEmpty() && (other.schema() != null) == (schema() != null);
	}

	private void inherit(ConnectionSession other) {
		this.before = other.before;
		this.own.clear();
		this.own.putAll(other.own);
		this.own.remove(SEARCH_PATH);
	}

	private void giveBackLock() {
		if (this.lock != null && this.lock.session() != 0) {
			this.lock.unlock();
		}
	}

	/**
	 * Changes settings that the server may refuse.
	 * @param guards their names
	 * @return how the server shows those that it has accepted
	 */
	private Map<String, String> attempt(Set<String> guards) {
		Map<String, String> wanted = new LinkedHashMap<>(GUARDS);
		wanted.keySet().retainAll(guards);
		return attempt(wanted, false);
	}

	private void useSchema() {
		Map<String, String> searchPath = searchPath(this.before.settings(SCRIPT_SETTINGS));
		set(searchPath, false);
		this.own.putAll(searchPath);
		try {
			requireSchema();
		}
		catch (MigrationSchemaException ex) {
			set(this.before.settings(searchPath.keySet()), false);
			throw ex;
		}
	}

	@Override
	public void close() {
		giveBackLock();
		this.before.putBack(Map.of(), null, Map.of(), List.of());
	}

	@Override
	public @Nullable Runnable watch(String statement) {
		String timeout = SessionStatements.timeout(statement);
		if (timeout != null) {
			this.ownTimeouts.add(timeout);
		}
		this.before.effects().expect(statement);
		return this.before.watch(statement);
	}

	@Override
	public void unwatched() {
		this.before.effects().expectAnything();
	}

	@Override
	public void reset() {
		reset(List.of());
	}

	@Override
	public int[] reset(List<PreparedSql> statements) {
		this.ownTimeouts.clear();
		if (this.lock == null || this.lock.wasRefused()) {
			// Others may have migrated since the session was looked at.
			unwatched();
		}
		if (!statements.isEmpty() && !this.before.mayHaveChanged()) {
			return this.before.putBackSequences(
					(this.lockWait == LockWait.LIMITED) ? Map.of() : timeouts(LockWait.LIMITED), statements);
		}
		SessionState.Outcome outcome = putBack(statements);
		if (outcome.newDefaults()) {
			// A revision has changed what a session of its own would begin with.
			putBack(List.of());
		}
		return outcome.counts();
	}

	private SessionState.Outcome putBack(List<PreparedSql> statements) {
		return this.before.putBack(wanted(), (this.lock != null) ? this.lock.key() : null, timeouts(LockWait.LIMITED),
				statements);
	}

	private Map<String, String> wanted() {
		Map<String, String> wanted = new LinkedHashMap<>(this.before.newDefaults());
		wanted.putAll(this.own);
		if (this.before.newDefaults().containsKey(SEARCH_PATH)) {
			wanted.put(SEARCH_PATH, this.before.newDefaults().get(SEARCH_PATH));
			wanted.putAll(searchPath(wanted));
		}
		return wanted;
	}

	@Override
	public boolean resetRole() {
		Map<String, String> settings = this.before.settings(SCRIPT_SETTINGS);
		wanted().forEach((name, value) -> settings.computeIfPresent(name, (key, before) -> value));
		if (this.lock == null || !this.before.effects().isPossible()) {
			set(settings, false);
			return true;
		}
		List<Object> arguments = arguments(settings);
		boolean held = Boolean.TRUE.equals(jdbc().queryForObject(
				"SELECT " + calls(settings, false) + ", " + PostgresqlAdvisoryLock.takeAgain(this.lock.key()),
				(row, number) -> row.getBoolean("held"), arguments.toArray()));
		if (!held) {
			this.lock.requireSession();
		}
		return held;
	}

	@Override
	public AdvisoryLock advisoryLock() {
		return (this.lock != null) ? this.lock : super.advisoryLock();
	}

	@Override
	Map<String, String> timeouts(LockWait lockWait) {
		Map<String, String> timeouts = super.timeouts(lockWait);
		timeouts.keySet().removeAll(this.ownTimeouts);
		return timeouts;
	}

	@Override
	public String limitTransaction(LockWait lockWait) {
		this.lockWait = lockWait;
		return this.ownTimeouts.contains(LOCK_TIMEOUT) ? "" : super.limitTransaction(lockWait);
	}

	@Override
	public boolean fence(LockWait lockWait) {
		this.lockWait = lockWait;
		Map<String, String> timeouts = timeouts(lockWait);
		if (this.lock == null || this.lock.wasRefused()) {
			set(timeouts, true);
			return true;
		}
		List<Object> arguments = arguments(timeouts);
		arguments.add(this.lock.key().value());
		String calls = timeouts.isEmpty() ? "" : calls(timeouts, true) + ", ";
		boolean fenced = Boolean.TRUE
			.equals(jdbc().queryForObject("SELECT " + calls + PostgresqlAdvisoryLock.TRY_IN_TRANSACTION + " AS fenced",
					(row, number) -> row.getBoolean("fenced"), arguments.toArray()));
		if (!fenced) {
			this.lock.requireSession();
		}
		return fenced;
	}

	@Override
	public Fence fenceStatement(LockWait lockWait) {
		this.lockWait = lockWait;
		return this.ownTimeouts.isEmpty() ? this.fences.computeIfAbsent(lockWait, this::createFence)
				: createFence(lockWait);
	}

	private Fence createFence(LockWait lockWait) {
		Map<String, String> timeouts = timeouts(lockWait);
		String sql = "SELECT " + localCalls(timeouts);
		return (this.lock != null)
				? new Fence(sql + (timeouts.isEmpty() ? "" : ", ") + this.lock.requirement(), this.lock::isMissing)
				: new Fence(sql, (failure) -> false);
	}

	@Override
	public void limitStatements(LockWait lockWait) {
		// They last longer than the statements.
		unwatched();
		set(timeouts(lockWait), false);
	}

}
