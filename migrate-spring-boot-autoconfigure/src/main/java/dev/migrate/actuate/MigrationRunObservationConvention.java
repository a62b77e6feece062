package dev.migrate.actuate;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a run and what it is described with. A bean of this type
 * replaces the {@link DefaultMigrationRunObservationConvention default}.
 */
public interface MigrationRunObservationConvention extends ObservationConvention<MigrationRunObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MigrationRunObservationContext;
	}

}
