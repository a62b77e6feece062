package dev.migrate.actuate;

import java.util.List;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.MigrationResult;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run while it is observed.
 */
public class MigrationRunObservationContext extends Observation.Context {

	private final String migrator;

	private final List<RevisionStep> steps;

	private @Nullable MigrationResult result;

	/**
	 * Creates a context.
	 * @param migrator the name of the migrator
	 * @param steps what is to be done, in this order, at least one step
	 */
	public MigrationRunObservationContext(String migrator, List<RevisionStep> steps) {
		this.migrator = migrator;
		this.steps = List.copyOf(steps);
	}

	/**
	 * Returns the migrator.
	 * @return its bean name
	 */
	public String getMigrator() {
		return this.migrator;
	}

	/**
	 * Returns what is to be done.
	 * @return the steps in their order, at least one
	 */
	public List<RevisionStep> getSteps() {
		return this.steps;
	}

	/**
	 * Returns what was done.
	 * @return the result, or {@code null} as long as the run lasts and when it has failed
	 */
	public @Nullable MigrationResult getResult() {
		return this.result;
	}

	void setResult(MigrationResult result) {
		this.result = result;
	}

}
