package dev.migrate.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

import dev.migrate.MigrateException;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.tenant.TenantState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for what the migrators of an application have to tell. An
 * application migrates before there is a {@link MeterRegistry}: what happens then is
 * counted here and seen by each registry that is bound later. How long runs and revisions
 * take is measured by their {@link MigrationObservation observations}.
 */
public class MigrationMetrics implements MeterBinder {

	/**
	 * Name of the gauge of how many revisions are pending.
	 */
	public static final String PENDING = "migrate.revisions.pending";

	/**
	 * Name of the gauge of how many revisions of the application are applied.
	 */
	public static final String APPLIED = "migrate.revisions.applied";

	/**
	 * Name of the gauge that is 1 while the schema is one that the application can work
	 * with, else 0.
	 */
	public static final String READY = "migrate.ready";

	/**
	 * Name of the gauges of how many tenants there are that stand somewhere, which the
	 * tag {@link #STATE} says.
	 */
	public static final String TENANTS = "migrate.tenants";

	/**
	 * Name of the gauge of how many tenants failed when this process migrated them last.
	 */
	public static final String TENANTS_FAILED = "migrate.tenants.failed";

	/**
	 * Name of the timer of the waits for the migration lock.
	 */
	public static final String LOCK_WAIT = "migrate.lock.wait";

	/**
	 * Name of the counter of what was tried again because another session was in the way.
	 */
	public static final String RETRIES = "migrate.retries";

	/**
	 * Name of the tag that has the name of the migrator: that of its database, else its
	 * bean name.
	 */
	public static final String MIGRATOR = "migrator";

	/**
	 * Name of the tag that says where tenants stand, such as {@code at-target} or
	 * {@code behind}.
	 */
	public static final String STATE = "state";

	private final MigrationMonitors monitors;

	private final Map<String, Totals> totals = new ConcurrentHashMap<>();

	/**
	 * Creates the metrics.
	 * @param monitors what knows where the databases stand
	 */
	public MigrationMetrics(MigrationMonitors monitors) {
		this.monitors = monitors;
	}

	/**
	 * Returns what counts for a migrator.
	 * @param migrator the name of the migrator
	 * @return a listener to build the migrator with
	 */
	public MigrationListener listener(String migrator) {
		return totals(migrator);
	}

	private Totals totals(String migrator) {
		return this.totals.computeIfAbsent(migrator, (name) -> new Totals());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.monitors.byName().forEach((name, monitor) -> {
			Tags tags = Tags.of(Tag.of(MIGRATOR, name));
			gauge(registry, PENDING, "Revisions that are pending", tags, monitor,
					(source) -> source.position().pending().size());
			gauge(registry, APPLIED, "Revisions of the application that are applied", tags, monitor,
					(source) -> source.position().applied());
			gauge(registry, READY, "Whether the application can work with the schema", tags, monitor,
					(source) -> source.position().ready() ? 1 : 0);
			if (monitor.isOfTenants()) {
				bindTenants(registry, tags, monitor);
			}
			Totals counted = totals(name);
			FunctionTimer
				.builder(LOCK_WAIT, counted, (all) -> all.locks.sum(), (all) -> all.waited.sum(), TimeUnit.NANOSECONDS)
				.description("Time until the migration lock was taken")
				.tags(tags)
				.register(registry);
			FunctionCounter.builder(RETRIES, counted, (all) -> all.retries.sum())
				.description("Attempts that failed because another session was in the way")
				.tags(tags)
				.register(registry);
		});
	}

	private static void bindTenants(MeterRegistry registry, Tags tags, MigrationMonitor monitor) {
		for (TenantState state : TenantState.values()) {
			gauge(registry, TENANTS, "Tenants by where they stand", tags.and(STATE, TenantsDescriptor.word(state)),
					monitor, (source) -> source.tenants().of(state));
		}
		gauge(registry, TENANTS_FAILED, "Tenants that failed when they were migrated last", tags, monitor,
				(source) -> source.tenants().failed());
	}

	private static void gauge(MeterRegistry registry, String name, String description, Tags tags,
			MigrationMonitor monitor, ToDoubleFunction<MigrationMonitor> value) {
		Gauge.builder(name, monitor, (source) -> read(source, value))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private static double read(MigrationMonitor monitor, ToDoubleFunction<MigrationMonitor> value) {
		try {
			return value.applyAsDouble(monitor);
		}
		catch (MigrateException ex) {
			return Double.NaN;
		}
	}

	/**
	 * What has happened since the application was started.
	 */
	private static final class Totals implements MigrationListener {

		private final LongAdder locks = new LongAdder();

		private final LongAdder waited = new LongAdder();

		private final LongAdder retries = new LongAdder();

		@Override
		public void locked(Duration waited) {
			this.locks.increment();
			this.waited.add(waited.toNanos());
		}

		@Override
		public void retrying(int attempt, Duration delay, RuntimeException failure) {
			this.retries.increment();
		}

	}

}
