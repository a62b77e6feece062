package dev.migrate.autoconfigure.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Does something with several databases at once and waits for all of them, whether one
 * fails or not.
 *
 * <p>
 * The thread that starts the application may hold the lock of the bean factory meanwhile.
 * So whatever needs the bean factory, such as a revision that wants beans or an event, is
 * done {@linkplain #onStartingThread by that thread}, which has nothing else to do.
 */
public final class ParallelStart {

	private static final ThreadLocal<@Nullable ParallelStart> current = new ThreadLocal<>();

	private final BlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();

	private final List<Throwable> failures = new ArrayList<>();

	private int running;

	private ParallelStart() {
	}

	/**
	 * Does everything at once.
	 * @param work what to do, by the name of the database
	 * @throws RuntimeException the first one that was thrown, with the others suppressed
	 */
	public static void run(Map<String, Runnable> work) {
		new ParallelStart().start(work);
	}

	/**
	 * Does something in the thread that starts the application, if this is one that it
	 * waits for; else in this one.
	 * @param action what to do
	 * @return what it returns
	 */
	public static <T extends @Nullable Object> T onStartingThread(Supplier<T> action) {
		ParallelStart start = current.get();
		return (start != null) ? start.request(action) : action.get();
	}

	private void start(Map<String, Runnable> work) {
		List<Thread> threads = new ArrayList<>();
		work.forEach((name, action) -> threads.add(new Thread(() -> work(action), "migrate-" + name)));
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

	private void work(Runnable action) {
		current.set(this);
		Throwable failure = null;
		try {
			action.run();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		Throwable result = failure;
		this.requests.add(() -> done(result));
	}

	private void done(@Nullable Throwable failure) {
		this.running--;
		if (failure != null) {
			this.failures.add(failure);
		}
	}

	private <T extends @Nullable Object> T request(Supplier<T> action) {
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
