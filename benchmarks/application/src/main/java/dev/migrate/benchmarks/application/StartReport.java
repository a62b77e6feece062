package dev.migrate.benchmarks.application;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Prints two lines when the application is ready: at once, what the process has used of
 * the processors, and then what a garbage collection leaves on the heap.
 */
@Component
class StartReport implements ApplicationListener<ApplicationReadyEvent> {

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		System.out.println("ready cpu-nanos=" + cpuNanos());
		System.gc();
		System.gc();
		System.out.println("heap bytes=" + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
	}

	private static long cpuNanos() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
	}

}
