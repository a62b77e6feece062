package dev.migrate.runtime.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.migrate.runtime.failure.MigrationStoppedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a run when the JVM is told to end. Nobody else would: an application context that
 * is being refreshed is closed only when that has come to an end, and by then a platform
 * has lost its patience and kills the process.
 *
 * <p>
 * What the revision is running is cancelled, so that the run ends as it does when a
 * statement fails: rolled back, its journal written and its lock given back. A run that
 * has not ended by then loses its connection, which leaves the rest to the server.
 */
public final class Shutdown {

	private static final Logger logger = LoggerFactory.getLogger(Shutdown.class);

	// Kubernetes kills after thirty seconds unless told otherwise.
	private static final Duration GRACE = Duration.ofSeconds(10);

	// A cancellation that comes between two statements has no effect.
	private static final Duration PAUSE = Duration.ofMillis(100);

	private final @Nullable MigrationConnection connection;

	private final Thread runner = Thread.currentThread();

	private final Thread hook = new Thread(this::stop, "migrate-shutdown");

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean requested;

	private boolean cancellable;

	/**
	 * Creates a watch over a run of the current thread.
	 * @param connection the connection of the run, or {@code null} if it keeps none
	 */
	public Shutdown(@Nullable MigrationConnection connection) {
		this.connection = connection;
	}

	/**
	 * Does something that ends early when the JVM is told to end.
	 * @param run what to do
	 * @return what it returns
	 * @throws MigrationStoppedException if the JVM is about to end
	 */
	public <T> T watch(Supplier<T> run) {
		begin();
		try {
			check();
			return run.get();
		}
		catch (RuntimeException ex) {
			throw this.requested ? stopped(ex) : ex;
		}
		finally {
			end();
		}
	}

	private void begin() {
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			this.requested = true;
		}
	}

	private void end() {
		this.ended.countDown();
		if (this.requested) {
			// Not meant for what comes after the run.
			Thread.interrupted();
			return;
		}
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			logger.trace("The JVM has begun to end", ex);
		}
	}

	private static MigrationStoppedException stopped(RuntimeException failure) {
		MigrationStoppedException stopped = (failure instanceof MigrationStoppedException exception) ? exception
				: new MigrationStoppedException(null, "No revision was running.", failure);
		// Whoever catches it may not live to log it.
		logger.warn("{}", stopped.getProblem());
		return stopped;
	}

	public boolean isRequested() {
		return this.requested;
	}

	/**
	 * Makes sure that there is time to go on.
	 * @throws MigrationStoppedException if the JVM is about to end
	 */
	public void check() {
		if (this.requested) {
			throw new MigrationStoppedException(null, "No revision was running.", null);
		}
	}

	/**
	 * Runs what may be cancelled at any moment.
	 * @param action what a revision runs
	 */
	public void cancellable(Runnable action) {
		check();
		run(true, action);
	}

	/**
	 * Runs statements of the tool, which note what has been done, in between.
	 * @param action what must not be cancelled
	 */
	public void uncancellable(Runnable action) {
		run(false, action);
	}

	private void run(boolean cancellable, Runnable action) {
		boolean before = replaceCancellable(cancellable);
		try {
			action.run();
		}
		finally {
			replaceCancellable(before);
		}
	}

	private synchronized boolean replaceCancellable(boolean cancellable) {
		boolean before = this.cancellable;
		this.cancellable = cancellable;
		return before;
	}

	private void stop() {
		this.requested = true;
		logger.info("The application is being shut down: stopping the migration");
		this.runner.interrupt();
		try {
			long deadline = System.nanoTime() + GRACE.toNanos();
			do {
				cancel();
				if (this.ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
					return;
				}
			}
			while (System.nanoTime() < deadline);
			if (this.connection != null) {
				logger.warn("The migration has not stopped within {} s; closing its connection", GRACE.toSeconds());
				this.connection.abort();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (SQLException ex) {
			logger.warn("The migration could not be stopped: {}", ex.getMessage());
		}
	}

	private synchronized void cancel() throws SQLException {
		if (this.connection == null || !this.cancellable) {
			return;
		}
		try {
			this.connection.cancel();
		}
		catch (SQLException ex) {
			logger.debug("What is running cannot be cancelled; its connection is closed", ex);
			this.connection.abort();
		}
	}

}
