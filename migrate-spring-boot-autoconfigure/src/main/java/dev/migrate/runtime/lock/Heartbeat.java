package dev.migrate.runtime.lock;

import java.time.Duration;

/**
 * Does something again and again, in a thread of its own, until it is stopped.
 */
public final class Heartbeat {

	private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

	private final Thread thread;

	private Heartbeat(Thread thread) {
		this.thread = thread;
	}

	/**
	 * Starts.
	 * @param interval the pause before each beat
	 * @param beat what to do, and not to throw
	 * @return what is to be stopped
	 */
	static Heartbeat start(Duration interval, Runnable beat) {
		Thread thread = new Thread(() -> {
			while (pause(interval)) {
				beat.run();
			}
		}, "migrate-lease");
		thread.setDaemon(true);
		thread.start();
		return new Heartbeat(thread);
	}

	private static boolean pause(Duration interval) {
		try {
			Thread.sleep(interval.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	/**
	 * Stops, and interrupts a beat that is under way.
	 */
	void stop() {
		this.thread.interrupt();
		try {
			this.thread.join(LONGEST_STOP.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
