package dev.migrate.actuate;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.migrate.runtime.MigrationPosition;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;

/**
 * Knows where the database of a {@link Migrator} stands without asking it each time: what
 * was read, or that it could not be read, is kept for a while. While one thread reads
 * again, the others are told what was last read, unless that is more than twice as old as
 * it should be. Safe for use by several threads.
 */
public class MigrationMonitor {

	private final Supplier<MigrationPosition> source;

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
		this.source = source;
		this.timeToLive = timeToLive;
	}

	/**
	 * Returns where the database stands, or has stood not long ago.
	 * @return the position
	 * @throws dev.migrate.MigrateException if it could not be read
	 */
	public MigrationPosition position() {
		Reading known = this.last;
		if (known != null && known.isYoungerThan(this.timeToLive)) {
			return known.position();
		}
		if (known == null || !known.isYoungerThan(this.timeToLive.multipliedBy(2))) {
			this.reading.lock();
		}
		else if (!this.reading.tryLock()) {
			return known.position();
		}
		try {
			return readUnlessRead().position();
		}
		finally {
			this.reading.unlock();
		}
	}

	private Reading readUnlessRead() {
		Reading known = this.last;
		if (known == null || !known.isYoungerThan(this.timeToLive)) {
			known = Reading.of(this.source);
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
	 * What was read, or why it could not be.
	 */
	private record Reading(long nanos, @Nullable MigrationPosition found, @Nullable RuntimeException failure) {

		static Reading of(Supplier<MigrationPosition> source) {
			try {
				MigrationPosition found = source.get();
				return new Reading(System.nanoTime(), found, null);
			}
			catch (RuntimeException ex) {
				return new Reading(System.nanoTime(), null, ex);
			}
		}

		boolean isYoungerThan(Duration age) {
			return System.nanoTime() - this.nanos < age.toNanos();
		}

		MigrationPosition position() {
			if (this.found != null) {
				return this.found;
			}
			throw (this.failure != null) ? this.failure : new IllegalStateException("Nothing was read");
		}

	}

}
