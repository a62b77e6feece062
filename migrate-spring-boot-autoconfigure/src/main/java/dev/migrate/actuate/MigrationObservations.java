package dev.migrate.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Observation} of each run and, within it, of each revision, so that
 * traces and timers show them.
 */
public class MigrationObservations {

	private static final MigrationRunObservationConvention DEFAULT_RUN = new DefaultMigrationRunObservationConvention();

	private static final MigrationRevisionObservationConvention DEFAULT_REVISION = new DefaultMigrationRevisionObservationConvention();

	private final Supplier<ObservationRegistry> registry;

	private final Supplier<@Nullable MigrationRunObservationConvention> runConvention;

	private final Supplier<@Nullable MigrationRevisionObservationConvention> revisionConvention;

	/**
	 * Creates the observations.
	 * @param registry returns the registry; asked when a run is started, so that nothing
	 * is asked for when there is nothing to do
	 * @param runConvention returns how runs are named, {@code null} for the default
	 * @param revisionConvention returns how revisions are named, {@code null} for the
	 * default
	 */
	public MigrationObservations(Supplier<ObservationRegistry> registry,
			Supplier<@Nullable MigrationRunObservationConvention> runConvention,
			Supplier<@Nullable MigrationRevisionObservationConvention> revisionConvention) {
		this.registry = registry;
		this.runConvention = runConvention;
		this.revisionConvention = revisionConvention;
	}

	/**
	 * Returns what observes a migrator.
	 * @param migrator the name of the migrator
	 * @return a listener to build the migrator with
	 */
	public MigrationListener listener(String migrator) {
		return new Observer(migrator);
	}

	private Observation observe(Run run, RevisionStep step) {
		return MigrationObservation.REVISION.observation(this.revisionConvention.get(), DEFAULT_REVISION,
				() -> new MigrationRevisionObservationContext(run.context.getMigrator(), step), run.registry);
	}

	/**
	 * Observes one migrator. A run stays in its thread, and several threads may run.
	 */
	private final class Observer implements MigrationListener {

		private final String migrator;

		private final Map<Thread, Run> runs = new ConcurrentHashMap<>();

		private Observer(String migrator) {
			this.migrator = migrator;
		}

		@Override
		public void started(List<RevisionStep> steps) {
			ObservationRegistry registry = MigrationObservations.this.registry.get();
			if (registry.isNoop()) {
				return;
			}
			MigrationRunObservationContext context = new MigrationRunObservationContext(this.migrator, steps);
			Observation observation = MigrationObservation.RUN
				.observation(MigrationObservations.this.runConvention.get(), DEFAULT_RUN, () -> context, registry);
			this.runs.put(Thread.currentThread(), new Run(registry, context, new Open(observation)));
		}

		@Override
		public void starting(RevisionStep step) {
			Run run = this.runs.get(Thread.currentThread());
			if (run != null) {
				run.closeRevision(null);
				run.revision = new Open(observe(run, step));
			}
		}

		@Override
		public void retrying(int attempt, Duration delay, RuntimeException failure) {
			Run run = this.runs.get(Thread.currentThread());
			if (run != null) {
				run.innermost().observation.event(MigrationObservation.RETRY);
			}
		}

		@Override
		public void completed(CompletedStep step) {
			Run run = this.runs.get(Thread.currentThread());
			if (run != null) {
				run.closeRevision(null);
			}
		}

		@Override
		public void finished(MigrationResult result) {
			Run run = this.runs.remove(Thread.currentThread());
			if (run != null) {
				run.context.setResult(result);
				run.end(null);
			}
		}

		@Override
		public void failed(RuntimeException failure) {
			Run run = this.runs.remove(Thread.currentThread());
			if (run != null) {
				run.end(failure);
			}
		}

	}

	/**
	 * A run that is going on, and the revision that it is at.
	 */
	private static final class Run {

		private final ObservationRegistry registry;

		private final MigrationRunObservationContext context;

		private final Open whole;

		private @Nullable Open revision;

		private Run(ObservationRegistry registry, MigrationRunObservationContext context, Open whole) {
			this.registry = registry;
			this.context = context;
			this.whole = whole;
		}

		private Open innermost() {
			return (this.revision != null) ? this.revision : this.whole;
		}

		private void closeRevision(@Nullable RuntimeException failure) {
			if (this.revision != null) {
				this.revision.close(failure);
				this.revision = null;
			}
		}

		private void end(@Nullable RuntimeException failure) {
			closeRevision(failure);
			this.whole.close(failure);
		}

	}

	/**
	 * An observation that has been started and is the current one of its thread.
	 */
	private static final class Open {

		private final Observation observation;

		private final Observation.Scope scope;

		private Open(Observation observation) {
			this.observation = observation.start();
			this.scope = observation.openScope();
		}

		private void close(@Nullable RuntimeException failure) {
			this.scope.close();
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
