package dev.migrate.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Measures the wall time of some work, and what this process uses of the processors
 * meanwhile.
 */
final class Stopwatch {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final long cpu = SYSTEM.getProcessCpuTime();

	private final long wall = System.nanoTime();

	private long usedWall;

	private long usedCpu;

	private Stopwatch() {
	}

	static Stopwatch start() {
		return new Stopwatch();
	}

	void stop() {
		this.usedWall = System.nanoTime() - this.wall;
		this.usedCpu = SYSTEM.getProcessCpuTime() - this.cpu;
	}

	double wallMillis() {
		return this.usedWall / NANOS_PER_MILLI;
	}

	double cpuMillis() {
		return this.usedCpu / NANOS_PER_MILLI;
	}

}
