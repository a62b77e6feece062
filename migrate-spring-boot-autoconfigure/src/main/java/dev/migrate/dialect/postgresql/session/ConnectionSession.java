package dev.migrate.dialect.postgresql.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.dialect.AdvisoryLock;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.SessionSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * A session that belongs to its connection: its settings, and its advisory lock if it has
 * one, last until they are put back.
 */
public final class ConnectionSession extends PostgresqlSession {

	private final @Nullable PostgresqlAdvisoryLock lock;

	private final Map<String, String> before = new LinkedHashMap<>();

	private final Map<String, String> scriptSettings = new LinkedHashMap<>();

	private final SettingsSnapshot snapshot;

	public ConnectionSession(JdbcOperations jdbc, @Nullable PostgresqlAdvisoryLock lock, SessionSettings settings) {
		super(jdbc, settings);
		this.lock = lock;
		this.snapshot = new SettingsSnapshot(jdbc);
	}

	@Override
	public void open() {
		this.snapshot.take();
		this.before.clear();
		this.before
			.putAll(read(Stream.of(SCRIPT_SETTINGS, TIMEOUTS, GUARDS.keySet()).flatMap(Collection::stream).toList()));
		useSchema();
		Map<String, String> guards = new LinkedHashMap<>(GUARDS);
		guards.keySet().retainAll(this.before.keySet());
		Map<String, String> accepted = attempt(guards, false);
		this.before.keySet().removeIf((name) -> GUARDS.containsKey(name) && !accepted.containsKey(name));
	}

	private void useSchema() {
		this.scriptSettings.clear();
		this.scriptSettings.putAll(this.before);
		this.scriptSettings.keySet().retainAll(SCRIPT_SETTINGS);
		Map<String, String> searchPath = searchPath(this.before);
		this.scriptSettings.putAll(searchPath);
		set(searchPath, false);
		try {
			requireSchema();
		}
		catch (MigrationSchemaException ex) {
			set(this.before, false);
			throw ex;
		}
	}

	@Override
	public void close() {
		set(this.before, false);
		this.snapshot.putBack();
	}

	@Override
	public void reset() {
		set(this.scriptSettings, false);
	}

	@Override
	public AdvisoryLock advisoryLock() {
		return (this.lock != null) ? this.lock : super.advisoryLock();
	}

	@Override
	public boolean fence(LockWait lockWait) {
		Map<String, String> timeouts = timeouts(lockWait);
		if (this.lock == null) {
			set(timeouts, true);
			return true;
		}
		List<Object> arguments = arguments(timeouts);
		arguments.add(this.lock.key().value());
		return Boolean.TRUE.equals(jdbc().queryForObject(
				"SELECT " + calls(timeouts, true) + ", " + PostgresqlAdvisoryLock.TRY_IN_TRANSACTION + " AS fenced",
				(row, number) -> row.getBoolean("fenced"), arguments.toArray()));
	}

	@Override
	public void limitStatements(LockWait lockWait) {
		set(timeouts(lockWait), false);
	}

}
