package dev.migrate.runtime.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;

/**
 * All who are told of a run, in the order in which they were added.
 */
public final class MigrationListeners implements MigrationListener {

	private final List<MigrationListener> listeners;

	MigrationListeners(List<MigrationListener> listeners) {
		this.listeners = new ArrayList<>(listeners);
	}

	void add(MigrationListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void locked(Duration waited) {
		this.listeners.forEach((listener) -> listener.locked(waited));
	}

	@Override
	public void started(List<RevisionStep> steps) {
		this.listeners.forEach((listener) -> listener.started(steps));
	}

	@Override
	public void starting(RevisionStep step) {
		this.listeners.forEach((listener) -> listener.starting(step));
	}

	@Override
	public void retrying(int attempt, Duration delay, RuntimeException failure) {
		this.listeners.forEach((listener) -> listener.retrying(attempt, delay, failure));
	}

	@Override
	public void completed(CompletedStep step) {
		this.listeners.forEach((listener) -> listener.completed(step));
	}

	@Override
	public void finished(MigrationResult result) {
		this.listeners.forEach((listener) -> listener.finished(result));
	}

	@Override
	public void failed(RuntimeException failure) {
		tellAll(this.listeners, failure, (listener) -> listener.failed(failure));
	}

	/**
	 * Tells everybody of a failure, whose place no other one takes.
	 * @param <T> the type of those who are told
	 * @param all who is told
	 * @param call tells one of them
	 */
	static <T> void tellAll(List<T> all, RuntimeException failure, Consumer<T> call) {
		for (T one : all) {
			try {
				call.accept(one);
			}
			catch (RuntimeException ex) {
				if (ex != failure) {
					failure.addSuppressed(ex);
				}
			}
		}
	}

}
