package dev.migrate.actuate;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantsStatus;
import org.jspecify.annotations.Nullable;

/**
 * Knows where the database of a {@link Migrator} stands without asking it each time: what
 * was read, or that it could not be read, is kept for a while. While one thread reads
 * again, the others are told what was last read, unless that is more than twice as old as
 * it should be. Safe for use by several threads.
 */
public class MigrationMonitor {

	private final Supplier<Observed> source;

	private final LongSupplier changes;

	private final boolean ofTenants;

	private final Duration timeToLive;

	private final ReentrantLock reading = new ReentrantLock();

	private volatile @Nullable Reading last;

	/**
	 * Creates a monitor.
	 * @param migrator the migrator
	 * @param timeToLive how long to keep what was read; zero to read each time
	 */
	public MigrationMonitor(Migrator migrator, Duration timeToLive) {
		this(migrator::position, timeToLive);
	}

	MigrationMonitor(Supplier<MigrationPosition> source, Duration timeToLive) {
		this(() -> new Observed(source.get(), TenantCounts.NONE), () -> 0, false, timeToLive);
	}

	/**
	 * Creates a monitor of tenants.
	 */
	MigrationMonitor(TenantMigrator tenants, Duration timeToLive) {
		this(() -> {
			TenantsStatus status = tenants.status();
			return new Observed(TenantPositions.of(tenants, status), TenantCounts.of(tenants, status));
		}, tenants::changes, true, timeToLive);
	}

	private MigrationMonitor(Supplier<Observed> source, LongSupplier changes, boolean ofTenants, Duration timeToLive) {
		this.source = source;
		this.changes = changes;
		this.ofTenants = ofTenants;
		this.timeToLive = timeToLive;
	}

	boolean isOfTenants() {
		return this.ofTenants;
	}

	/**
	 * Returns how many tenants stand where, or have stood not long ago.
	 */
	TenantCounts tenants() {
		return observed().tenants();
	}

	/**
	 * Returns where the database stands, or has stood not long ago.
	 * @return the position
	 * @throws dev.migrate.MigrateException if it could not be read
	 */
	public MigrationPosition position() {
		return observed().position();
	}

	private Observed observed() {
		Reading known = valid();
		if (known != null && known.isYoungerThan(this.timeToLive)) {
			return known.observed();
		}
		if (known == null || !known.isYoungerThan(this.timeToLive.multipliedBy(2))) {
			this.reading.lock();
		}
		else if (!this.reading.tryLock()) {
			return known.observed();
		}
		try {
			return readUnlessRead().observed();
		}
		finally {
			this.reading.unlock();
		}
	}

	/**
	 * Returns what was read last, unless something has changed since.
	 */
	private @Nullable Reading valid() {
		Reading known = this.last;
		return (known != null && known.changes() == this.changes.getAsLong()) ? known : null;
	}

	private Reading readUnlessRead() {
		Reading known = valid();
		if (known == null || !known.isYoungerThan(this.timeToLive)) {
			known = Reading.of(this.source, this.changes.getAsLong());
			this.last = known;
		}
		return known;
	}

	/**
	 * Forgets what was read, because it has changed.
	 */
	public void forget() {
		this.last = null;
	}

	/**
	 * Where a database, or the tenants in their places, stand.
	 */
	private record Observed(MigrationPosition position, TenantCounts tenants) {

	}

	/**
	 * What was read, or why it could not be.
	 */
	private record Reading(long nanos, long changes, @Nullable Observed found, @Nullable RuntimeException failure) {

		static Reading of(Supplier<Observed> source, long changes) {
			try {
				Observed found = source.get();
				return new Reading(System.nanoTime(), changes, found, null);
			}
			catch (RuntimeException ex) {
				return new Reading(System.nanoTime(), changes, null, ex);
			}
		}

		boolean isYoungerThan(Duration age) {
			return System.nanoTime() - this.nanos < age.toNanos();
		}

		Observed observed() {
			if (this.found != null) {
				return this.found;
			}
			throw (this.failure != null) ? this.failure : new IllegalStateException("Nothing was read");
		}

	}

}
