package dev.migrate.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import dev.migrate.autoconfigure.failure.MigrationDependencyException;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.runtime.run.MigrationCallback;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The {@link MigrationCallback} beans in their order, created when there is something to
 * migrate.
 */
final class CallbackBeans implements Supplier<List<MigrationCallback>> {

	private final ObjectProvider<MigrationCallback> callbacks;

	CallbackBeans(ObjectProvider<MigrationCallback> callbacks) {
		this.callbacks = callbacks;
	}

	@Override
	public List<MigrationCallback> get() {
		return ParallelStart.onStartingThread(this::create);
	}

	private List<MigrationCallback> create() {
		try {
			return this.callbacks.orderedStream().toList();
		}
		catch (BeansException ex) {
			// Whether the callback or what it needs was asked for first, the migration is
			// in between.
			throw ex.contains(BeanCurrentlyInCreationException.class) ? MigrationDependencyException.callback(ex) : ex;
		}
	}

}
