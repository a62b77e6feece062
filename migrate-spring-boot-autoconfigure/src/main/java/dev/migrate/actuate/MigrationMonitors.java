package dev.migrate.actuate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MigrationMonitor} for each {@link Migrator} of an application, shared by
 * health, info and metrics. As a listener of a migrator it makes them look again after a
 * run.
 */
public class MigrationMonitors implements MigrationListener {

	private final Supplier<Map<String, Migrator>> migrators;

	private final Duration timeToLive;

	private final AtomicReference<@Nullable Map<String, MigrationMonitor>> byName = new AtomicReference<>();

	/**
	 * Creates the monitors.
	 * @param migrators returns the migrators by their names; asked when they are first
	 * needed
	 * @param timeToLive how long to keep what was read; zero to read each time
	 */
	public MigrationMonitors(Supplier<Map<String, Migrator>> migrators, Duration timeToLive) {
		this.migrators = migrators;
		this.timeToLive = timeToLive;
	}

	/**
	 * Returns the monitors.
	 * @return the monitors by the names of their migrators
	 */
	public Map<String, MigrationMonitor> byName() {
		Map<String, MigrationMonitor> known = this.byName.get();
		if (known != null) {
			return known;
		}
		Map<String, MigrationMonitor> created = new LinkedHashMap<>();
		this.migrators.get()
			.forEach((name, migrator) -> created.put(name, new MigrationMonitor(migrator, this.timeToLive)));
		this.byName.compareAndSet(null, Collections.unmodifiableMap(created));
		return Objects.requireNonNull(this.byName.get());
	}

	@Override
	public void finished(MigrationResult result) {
		forget();
	}

	@Override
	public void failed(RuntimeException failure) {
		forget();
	}

	// Nobody has looked before the monitors are first asked for, as while the application
	// starts.
	private void forget() {
		Map<String, MigrationMonitor> monitors = this.byName.get();
		if (monitors != null) {
			monitors.values().forEach(MigrationMonitor::forget);
		}
	}

}
