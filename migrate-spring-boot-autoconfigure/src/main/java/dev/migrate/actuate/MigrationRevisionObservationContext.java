package dev.migrate.actuate;

import dev.migrate.revision.RevisionStep;
import io.micrometer.observation.Observation;

/**
 * What is known of a revision while it is observed.
 */
public class MigrationRevisionObservationContext extends Observation.Context {

	private final String migrator;

	private final RevisionStep step;

	/**
	 * Creates a context.
	 * @param migrator the name of the migrator
	 * @param step the revision and its direction
	 */
	public MigrationRevisionObservationContext(String migrator, RevisionStep step) {
		this.migrator = migrator;
		this.step = step;
	}

	/**
	 * Returns the migrator.
	 * @return its bean name
	 */
	public String getMigrator() {
		return this.migrator;
	}

	/**
	 * Returns what is done.
	 * @return the revision and its direction
	 */
	public RevisionStep getStep() {
		return this.step;
	}

}
