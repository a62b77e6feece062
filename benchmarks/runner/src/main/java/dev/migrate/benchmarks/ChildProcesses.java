package dev.migrate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the processes that this one has started, and that have ended, have used of the
 * processors. Only Linux tells.
 */
final class ChildProcesses {

	private static final Path STATISTICS = Path.of("/proc/self/stat");

	/**
	 * The place of the user time of children behind the name of the program, which may
	 * have spaces; the time in the kernel follows.
	 */
	private static final int CHILDREN_USER_TIME = 13;

	/**
	 * Linux has 100 ticks a second for programs, on every platform that Java runs on.
	 */
	private static final long MILLIS_PER_TICK = 10;

	private ChildProcesses() {
	}

	/**
	 * Returns the milliseconds so far, or 0 where nobody tells.
	 */
	static long cpuMillis() throws IOException {
		if (!Files.exists(STATISTICS)) {
			return 0;
		}
		String statistics = Files.readString(STATISTICS);
		String[] fields = statistics.substring(statistics.lastIndexOf(')') + 2).split(" ", -1);
		return (Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_USER_TIME + 1]))
				* MILLIS_PER_TICK;
	}

}
