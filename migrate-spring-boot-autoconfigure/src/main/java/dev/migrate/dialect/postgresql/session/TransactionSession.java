package dev.migrate.dialect.postgresql.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.session.AdvisoryLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A session that changes with every transaction, because a pooler stands between. Nothing
 * is set for longer than a transaction, and what a script sets for longer is put back in
 * the same transaction.
 */
public final class TransactionSession extends PostgresqlSession {

	private final PostgresqlAdvisoryLock lock;

	private final SessionState before;

	private Map<String, String> guards = Map.of();

	private int prepareThreshold;

	private LockWait lockWait = LockWait.LIMITED;

	public TransactionSession(JdbcOperations jdbc, PostgresqlAdvisoryLock lock, SessionSettings settings) {
		super(jdbc, settings);
		this.lock = lock;
		this.before = new SessionState(jdbc);
	}

	@Override
	public void open() {
		// A statement that one server connection has prepared is unknown to the next.
		this.prepareThreshold = replacePrepareThreshold(0);
		this.guards = attempt(GUARDS, true);
	}

	@Override
	public void close() {
		replacePrepareThreshold(this.prepareThreshold);
	}

	private int replacePrepareThreshold(int threshold) {
		return Objects.requireNonNull(jdbc().execute((ConnectionCallback<Integer>) (connection) -> {
			if (!connection.isWrapperFor(PGConnection.class)) {
				return threshold;
			}
			PGConnection driver = connection.unwrap(PGConnection.class);
			int before = driver.getPrepareThreshold();
			driver.setPrepareThreshold(threshold);
			return before;
		}));
	}

	@Override
	public AdvisoryLock advisoryLock() {
		return this.lock;
	}

	@Override
	public boolean fence(LockWait lockWait) {
		this.lockWait = lockWait;
		Map<String, String> local = new LinkedHashMap<>(this.guards);
		local.putAll(timeouts(lockWait));
		if (!this.before.readUnder(this.lock.key(), local)) {
			return false;
		}
		set(searchPath(this.before.settings(SCRIPT_SETTINGS)), true);
		requireSchema();
		return true;
	}

	private Map<String, String> ofTransaction() {
		Map<String, String> settings = new LinkedHashMap<>(this.guards);
		settings.putAll(timeouts(this.lockWait));
		settings.putAll(searchPath(this.before.settings(SCRIPT_SETTINGS)));
		return settings;
	}

	@Override
	public String limitTransaction(LockWait lockWait) {
		this.lockWait = lockWait;
		return super.limitTransaction(lockWait);
	}

	@Override
	public void limitStatements(LockWait lockWait) {
		throw new UnsupportedOperationException("This session has no settings outside of a transaction");
	}

	@Override
	public @Nullable Runnable watch(String statement) {
		return this.before.watch(statement);
	}

	@Override
	public void reset() {
		putBack(List.of());
	}

	@Override
	public int[] reset(List<PreparedSql> statements) {
		this.lockWait = LockWait.LIMITED;
		return putBack(statements);
	}

	private int[] putBack(List<PreparedSql> statements) {
		return this.before.putBack(Map.of(), null, ofTransaction(), statements).counts();
	}

}
