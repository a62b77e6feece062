package dev.migrate.runtime.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Threads that are waited for.
 */
final class TenantThreads {

	private TenantThreads() {
	}

	/**
	 * Runs everything at once. If the current thread is interrupted, so are the others.
	 */
	static void run(Map<String, Runnable> work) {
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		work.forEach((name, action) -> {
			Thread thread = new Thread(action, "migrate-" + name);
			thread.setContextClassLoader(classLoader);
			thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
			threads.add(thread);
		});
		threads.forEach(Thread::start);
		boolean interrupted = false;
		for (Thread thread : threads) {
			interrupted |= !join(thread, threads);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		for (Throwable failure : failures) {
			if (failure instanceof Error error) {
				throw error;
			}
			throw (failure instanceof RuntimeException exception) ? exception : new IllegalStateException(failure);
		}
	}

	private static boolean join(Thread thread, List<Thread> threads) {
		boolean quiet = true;
		while (true) {
			try {
				thread.join();
				return quiet;
			}
			catch (InterruptedException ex) {
				quiet = false;
				threads.forEach(Thread::interrupt);
			}
		}
	}

}
