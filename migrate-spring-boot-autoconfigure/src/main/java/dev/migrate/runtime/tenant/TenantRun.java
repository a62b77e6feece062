package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.failure.MigrationStoppedException;
import dev.migrate.runtime.run.MigrationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates tenants, several at once, each in a thread with a connection of its own.
 */
final class TenantRun {

	private static final Logger logger = LoggerFactory.getLogger(TenantRun.class);

	private final Tenancy tenancy;

	private final TenantSettings settings;

	private final Predicate<String> existed;

	private final BiFunction<String, ConnectionKeeper, MigrationResult> action;

	private final int total;

	private final AtomicInteger unchanged = new AtomicInteger();

	private final AtomicInteger migrated = new AtomicInteger();

	private final AtomicInteger revisions = new AtomicInteger();

	private final AtomicInteger dropped = new AtomicInteger();

	private final List<TenantFailure> failures = Collections.synchronizedList(new ArrayList<>());

	private volatile boolean stopped;

	private final AtomicLong reported = new AtomicLong(System.nanoTime());

	/**
	 * Creates a run.
	 * @param existed whether a tenant was there before
	 * @param action migrates one of them
	 * @param total how many there are to do
	 */
	TenantRun(Tenancy tenancy, TenantSettings settings, Predicate<String> existed,
			BiFunction<String, ConnectionKeeper, MigrationResult> action, int total) {
		this.tenancy = tenancy;
		this.settings = settings;
		this.existed = existed;
		this.action = action;
		this.total = total;
	}

	/**
	 * Migrates tenants, in no particular order: another process that does the same is to
	 * meet others than this one.
	 * @param stop whether none is begun after one has failed
	 * @return how many were not begun
	 */
	int run(Collection<String> tenants, boolean stop) {
		List<String> shuffled = new ArrayList<>(tenants);
		Collections.shuffle(shuffled);
		Deque<String> queue = new ConcurrentLinkedDeque<>(shuffled);
		int workers = Math.min(this.settings.concurrency(), queue.size());
		AtomicInteger active = new AtomicInteger(workers);
		Map<String, Runnable> threads = new LinkedHashMap<>();
		for (int i = 1; i <= workers; i++) {
			threads.put("tenants-" + i, () -> work(queue, stop, active));
		}
		this.settings.threads().accept(threads);
		return queue.size();
	}

	private void report() {
		long now = System.nanoTime();
		long before = this.reported.get();
		if (now - before >= this.settings.interval().toNanos() && this.reported.compareAndSet(before, now)) {
			int failed = this.failures.size();
			int done = this.unchanged.get() + this.migrated.get() + this.dropped.get() + failed;
			this.settings.listener().accept(new TenantProgress(this.total, done, failed));
		}
	}

	private void work(Deque<String> queue, boolean stop, AtomicInteger active) {
		try (ConnectionKeeper keeper = new ConnectionKeeper()) {
			work(queue, stop, active, keeper);
		}
	}

	private void work(Deque<String> queue, boolean stop, AtomicInteger active, ConnectionKeeper keeper) {
		while (!this.stopped && !Thread.currentThread().isInterrupted()) {
			String tenant = queue.poll();
			if (tenant == null) {
				return;
			}
			report();
			try {
				MigrationResult result = this.action.apply(tenant, keeper);
				(result.steps().isEmpty() ? this.unchanged : this.migrated).incrementAndGet();
				this.revisions.addAndGet(result.steps().size());
			}
			catch (MigrationStoppedException ex) {
				this.stopped = true;
				throw ex;
			}
			catch (DatabaseUnavailableException ex) {
				if (this.tenancy.isOneDatabase() && active.decrementAndGet() > 0) {
					logger.debug("There is no connection for this many tenants at once", ex);
					queue.addFirst(tenant);
					return;
				}
				failed(tenant, ex);
				this.stopped |= stop || this.tenancy.isOneDatabase();
			}
			catch (RuntimeException ex) {
				// What is asked next takes a connection, and a pool may have one.
				keeper.release();
				if (this.existed.test(tenant) && isGone(tenant)) {
					this.dropped.incrementAndGet();
				}
				else {
					failed(tenant, ex);
					this.stopped |= stop;
				}
			}
		}
	}

	private boolean isGone(String tenant) {
		try {
			return !this.tenancy.exists(tenant);
		}
		catch (RuntimeException ex) {
			logger.debug("Nobody can tell whether tenant {} still exists", tenant, ex);
			return false;
		}
	}

	private void failed(String tenant, RuntimeException failure) {
		this.failures.add(new TenantFailure(tenant, failure));
		logger.debug("Tenant {} failed", tenant, failure);
	}

	int failed() {
		return this.failures.size();
	}

	TenantsResult result(int tenants, int seenUnchanged, int untried, Duration duration) {
		return new TenantsResult(tenants, seenUnchanged + this.unchanged.get(), this.migrated.get(),
				this.revisions.get(), List.copyOf(this.failures), this.dropped.get(), untried, duration);
	}

}
