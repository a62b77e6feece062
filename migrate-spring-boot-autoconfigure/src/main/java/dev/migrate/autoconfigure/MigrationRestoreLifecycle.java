package dev.migrate.autoconfigure;

import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.SpringProperties;

/**
 * Migrates once more when an application that was stopped is started again, as from a
 * checkpoint: the database may be another one by then, or have moved on.
 */
final class MigrationRestoreLifecycle implements SmartLifecycle {

	// After the pools have been resumed, before anything serves or listens.
	private static final int PHASE = 1;

	private final List<MigrationInitializer> initializers;

	private volatile boolean running;

	// A checkpoint of the refreshed context is taken before anything has been started.
	private boolean restored = "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.checkpoint"));

	MigrationRestoreLifecycle(List<MigrationInitializer> initializers) {
		this.initializers = List.copyOf(initializers);
	}

	@Override
	public void start() {
		if (this.restored) {
			this.initializers.forEach(MigrationInitializer::afterPropertiesSet);
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.restored = true;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
