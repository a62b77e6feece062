package dev.migrate.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that some threads take from a queue, such as schemas to migrate.
 */
final class WorkQueue {

	private WorkQueue() {
	}

	/**
	 * Works until the queue is empty.
	 * @param <T> the type of what is taken
	 * @param items what there is to do
	 * @param threads how many threads work
	 * @param worker what each thread does
	 * @throws Exception what the first thread that fails has thrown
	 */
	static <T> void process(Collection<T> items, int threads, Worker<T> worker) throws Exception {
		Queue<T> queue = new ConcurrentLinkedQueue<>(items);
		Callable<Void> task = () -> {
			worker.run(queue);
			return null;
		};
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Void>> futures = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				futures.add(executor.submit(task));
			}
			for (Future<Void> future : futures) {
				future.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * What one thread does.
	 *
	 * @param <T> the type of what is taken
	 */
	interface Worker<T> {

		/**
		 * Works until the queue is empty.
		 * @param queue what all threads take from
		 */
		void run(Queue<T> queue) throws Exception;

	}

}
