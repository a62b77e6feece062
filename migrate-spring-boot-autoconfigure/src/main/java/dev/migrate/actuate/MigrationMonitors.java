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
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MigrationMonitor} for each {@link Migrator} of an application, shared by
 * health, info and metrics. As a listener of a migrator it makes them look again after a
 * run.
 */
public class MigrationMonitors implements MigrationListener {

	// There may be thousands to look at.
	private static final int TENANTS_LONGER = 6;

	private final Supplier<Map<String, Migrator>> migrators;

	private final Supplier<@Nullable TenantMigrator> tenants;

	private final Duration timeToLive;

	private final AtomicReference<@Nullable Map<String, MigrationMonitor>> byName = new AtomicReference<>();

	/**
	 * Creates the monitors.
	 * @param migrators returns the migrators by their names; asked when they are first
	 * needed
	 * @param timeToLive how long to keep what was read; zero to read each time
	 */
	public MigrationMonitors(Supplier<Map<String, Migrator>> migrators, Duration timeToLive) {
		this(migrators, () -> null, timeToLive);
	}

	/**
	 * Creates the monitors of an application with tenants.
	 * @param migrators returns the migrators by their names; asked when they are first
	 * needed
	 * @param tenants returns the migrator of the tenants, in the place of the one that it
	 * was built with, or {@code null} if there are none
	 * @param timeToLive how long to keep what was read, six times as long of tenants;
	 * zero to read each time
	 */
	public MigrationMonitors(Supplier<Map<String, Migrator>> migrators, Supplier<@Nullable TenantMigrator> tenants,
			Duration timeToLive) {
		this.migrators = migrators;
		this.tenants = tenants;
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
		TenantMigrator migratorOfTenants = this.tenants.get();
		this.migrators.get().forEach((name, migrator) -> created.put(name, monitor(migrator, migratorOfTenants)));
		this.byName.compareAndSet(null, Collections.unmodifiableMap(created));
		return Objects.requireNonNull(this.byName.get());
	}

	private MigrationMonitor monitor(Migrator migrator, @Nullable TenantMigrator migratorOfTenants) {
		return (migratorOfTenants != null && migratorOfTenants.migrator() == migrator)
				? new MigrationMonitor(migratorOfTenants, this.timeToLive.multipliedBy(TENANTS_LONGER))
				: new MigrationMonitor(migrator, this.timeToLive);
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
