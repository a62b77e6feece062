package dev.migrate.actuate;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a revision and what it is described with. A bean of this type
 * replaces the {@link DefaultMigrationRevisionObservationConvention default}.
 */
public interface MigrationRevisionObservationConvention
		extends ObservationConvention<MigrationRevisionObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MigrationRevisionObservationContext;
	}

}
