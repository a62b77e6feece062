package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.failure.MigrationStoppedException;
import dev.migrate.runtime.run.MigrationResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates tenants, several at once, each in a thread with a connection of its own.
 */
final class TenantRun {

	private static final Logger logger = LoggerFactory.getLogger(TenantRun.class);

	private final Tenancy tenancy;

	private final int concurrency;

	private final Predicate<String> existed;

	private final Function<String, MigrationResult> action;

	private final Duration interval;

	private final Consumer<TenantProgress> listener;

	private final int total;

	private final AtomicInteger unchanged = new AtomicInteger();

	private final AtomicInteger migrated = new AtomicInteger();

	private final AtomicInteger revisions = new AtomicInteger();

	private final AtomicInteger dropped = new AtomicInteger();

	private final List<TenantFailure> failures = Collections.synchronizedList(new ArrayList<>());

	private volatile boolean stopped;

	private volatile @Nullable Throwable fatal;

	/**
	 * Creates a run.
	 * @param concurrency how many at once at most
	 * @param existed whether a tenant was there before
	 * @param action migrates one of them
	 * @param total how many there are to do
	 * @param interval how often progress is reported
	 * @param listener who is told of it
	 */
	TenantRun(Tenancy tenancy, int concurrency, Predicate<String> existed, Function<String, MigrationResult> action,
			int total, Duration interval, Consumer<TenantProgress> listener) {
		this.tenancy = tenancy;
		this.concurrency = concurrency;
		this.existed = existed;
		this.action = action;
		this.total = total;
		this.interval = interval;
		this.listener = listener;
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
		int workers = Math.min(this.concurrency, queue.size());
		CountDownLatch done = new CountDownLatch(workers);
		AtomicInteger active = new AtomicInteger(workers);
		List<Thread> threads = new ArrayList<>();
		for (int i = 1; i <= workers; i++) {
			Thread thread = new Thread(() -> {
				try {
					work(queue, stop, active);
				}
				catch (Throwable ex) {
					this.fatal = ex;
					this.stopped = true;
				}
				finally {
					done.countDown();
				}
			}, "migrate-tenants-" + i);
			thread.setDaemon(true);
			thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
			threads.add(thread);
			thread.start();
		}
		await(done, threads);
		if (this.fatal instanceof Error error) {
			throw error;
		}
		if (this.fatal instanceof RuntimeException failure) {
			throw failure;
		}
		return queue.size();
	}

	private void await(CountDownLatch done, List<Thread> threads) {
		boolean interrupted = false;
		while (true) {
			try {
				if (done.await(this.interval.toMillis(), TimeUnit.MILLISECONDS)) {
					break;
				}
				this.listener.accept(progress());
			}
			catch (InterruptedException ex) {
				interrupted = true;
				this.stopped = true;
				threads.forEach(Thread::interrupt);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
			throw new MigrationStoppedException(null, "Tenants that had been begun are where they were left.", null);
		}
	}

	TenantProgress progress() {
		int failed = this.failures.size();
		return new TenantProgress(this.total, this.unchanged.get() + this.migrated.get() + this.dropped.get() + failed,
				failed);
	}

	private void work(Deque<String> queue, boolean stop, AtomicInteger active) {
		while (!this.stopped) {
			String tenant = queue.poll();
			if (tenant == null) {
				return;
			}
			try {
				MigrationResult result = this.action.apply(tenant);
				(result.steps().isEmpty() ? this.unchanged : this.migrated).incrementAndGet();
				this.revisions.addAndGet(result.steps().size());
			}
			catch (MigrationStoppedException ex) {
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
