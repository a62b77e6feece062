package dev.migrate.runtime.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Waits for something that other processes do: pauses that grow up to a second, with
 * jitter, a report every half minute, and an end if there is one.
 */
public final class PollingWait {

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(30);

	private final @Nullable Duration limit;

	private final long start = System.nanoTime();

	private Duration pause = SHORTEST_PAUSE;

	private Duration nextReport = Duration.ZERO;

	/**
	 * Begins to wait.
	 * @param limit how long at most, or {@code null} for ever
	 */
	public PollingWait(@Nullable Duration limit) {
		this.limit = limit;
	}

	public Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	/**
	 * Returns whether there has been enough waiting.
	 * @return {@code true} when the limit is reached or the thread has been interrupted
	 */
	public boolean isExhausted() {
		return Thread.currentThread().isInterrupted() || (this.limit != null && waited().compareTo(this.limit) >= 0);
	}

	public boolean isTimeToReport() {
		Duration waited = waited();
		if (waited.compareTo(this.nextReport) < 0) {
			return false;
		}
		this.nextReport = waited.plus(REPORT_INTERVAL);
		return true;
	}

	/**
	 * Pauses, unless the thread is interrupted.
	 */
	public void pause() {
		long longest = this.pause.toMillis();
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.pause = (longest * 2 < LONGEST_PAUSE.toMillis()) ? this.pause.multipliedBy(2) : LONGEST_PAUSE;
	}

}
