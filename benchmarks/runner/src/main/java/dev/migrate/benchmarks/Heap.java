package dev.migrate.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;

/**
 * What a garbage collection leaves on the heap of this process.
 */
final class Heap {

	private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

	private Heap() {
	}

	/**
	 * Returns the bytes that are used.
	 */
	static long used() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Returns how much has been added.
	 * @param before the bytes that were used before
	 * @param kept what must not be collected
	 */
	static double megabytesSince(long before, Object kept) {
		double added = (used() - before) / BYTES_PER_MEGABYTE;
		Reference.reachabilityFence(kept);
		return added;
	}

}
