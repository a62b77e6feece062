package dev.migrate.autoconfigure.start;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;

/**
 * Migrates several databases at once and waits for all of them, whether one fails or not.
 * No pool is asked for more connections than it has.
 *
 * <p>
 * The thread that starts the application may hold the lock of the bean factory meanwhile.
 * So whatever needs the bean factory, such as a revision that wants beans or an event, is
 * done {@linkplain #onStartingThread by that thread}, which has nothing else to do.
 */
public final class ParallelStart {

	private static final ThreadLocal<@Nullable StartingThread> current = new ThreadLocal<>();

	private final Function<DataSource, @Nullable Integer> poolSize;

	/**
	 * Creates a parallel start.
	 * @param poolSize returns how many connections a data source has at most,
	 * {@code null} if there is no limit
	 */
	public ParallelStart(Function<DataSource, @Nullable Integer> poolSize) {
		this.poolSize = poolSize;
	}

	/**
	 * Does something with all databases.
	 * @param migrators the migrators by their names
	 * @param action what to do
	 * @throws RuntimeException the first one that was thrown, with the others suppressed
	 */
	public void run(Map<String, Migrator> migrators, BiConsumer<String, Migrator> action) {
		IdentityHashMap<DataSource, Semaphore> pools = new IdentityHashMap<>();
		StartingThread starting = new StartingThread();
		List<Thread> threads = new ArrayList<>();
		migrators.forEach((name, migrator) -> {
			Semaphore pool = pools.computeIfAbsent(DataSourceUnwrapper.unwrapRoot(migrator.dataSource()),
					(root) -> new Semaphore(size(migrator.dataSource())));
			threads.add(new Thread(() -> work(starting, pool, () -> action.accept(name, migrator)), "migrate-" + name));
		});
		starting.waitFor(threads);
	}

	/**
	 * Does everything at once, and what needs the bean factory in this thread.
	 * @param work what to do, by the names of the threads
	 * @throws RuntimeException the first one that was thrown, with the others suppressed
	 */
	public static void run(Map<String, Runnable> work) {
		Semaphore unlimited = new Semaphore(Integer.MAX_VALUE);
		StartingThread starting = new StartingThread();
		List<Thread> threads = new ArrayList<>();
		work.forEach(
				(name, action) -> threads.add(new Thread(() -> work(starting, unlimited, action), "migrate-" + name)));
		starting.waitFor(threads);
	}

	private int size(DataSource dataSource) {
		Integer size = this.poolSize.apply(dataSource);
		return (size != null && size > 0) ? size : Integer.MAX_VALUE;
	}

	private static void work(StartingThread starting, Semaphore pool, Runnable action) {
		current.set(starting);
		Throwable failure = null;
		pool.acquireUninterruptibly();
		try {
			action.run();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			pool.release();
			starting.end(failure);
		}
	}

	/**
	 * Does something in the thread that starts the application, if this is one that it
	 * waits for; else in this one.
	 * @param action what to do
	 * @return what it returns
	 */
	public static <T extends @Nullable Object> T onStartingThread(Supplier<T> action) {
		StartingThread starting = current.get();
		return (starting != null) ? starting.call(action) : action.get();
	}

}
