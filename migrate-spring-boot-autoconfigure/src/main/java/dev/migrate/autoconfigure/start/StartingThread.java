package dev.migrate.autoconfigure.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The thread that starts the application. While it waits for others, it does what they
 * ask for.
 */
final class StartingThread {

	private final BlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();

	private final List<Throwable> failures = new ArrayList<>();

	private int running;

	/**
	 * Starts threads and waits until each has {@linkplain #end ended}.
	 */
	void waitFor(List<Thread> threads) {
		this.running = threads.size();
		threads.forEach(Thread::start);
		boolean interrupted = false;
		while (this.running > 0) {
			try {
				this.requests.take().run();
			}
			catch (InterruptedException ex) {
				// Each ends as it would in this thread.
				interrupted = true;
				threads.forEach(Thread::interrupt);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (!this.failures.isEmpty()) {
			Throwable first = this.failures.get(0);
			this.failures.stream().filter((other) -> other != first).forEach(first::addSuppressed);
			rethrow(first);
		}
	}

	/**
	 * Says that one of the other threads has ended.
	 * @param failure what it ended with, or {@code null}
	 */
	void end(@Nullable Throwable failure) {
		this.requests.add(() -> {
			this.running--;
			if (failure != null) {
				this.failures.add(failure);
			}
		});
	}

	/**
	 * Does something in this thread, asked by another one.
	 */
	<T extends @Nullable Object> T call(Supplier<T> action) {
		FutureTask<T> task = new FutureTask<>(action::get);
		this.requests.add(task);
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return task.get();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (ExecutionException ex) {
			throw rethrow(ex.getCause());
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static RuntimeException rethrow(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (failure instanceof RuntimeException ex) ? ex : new IllegalStateException(failure);
	}

}
