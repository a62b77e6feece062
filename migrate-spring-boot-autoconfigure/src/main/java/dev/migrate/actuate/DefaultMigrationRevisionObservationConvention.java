package dev.migrate.actuate;

import dev.migrate.actuate.MigrationObservation.LowCardinality;
import dev.migrate.actuate.MigrationObservation.RevisionHighCardinality;
import io.micrometer.common.KeyValues;

/**
 * Describes a revision with its migrator and direction, its id and where its script is.
 */
public class DefaultMigrationRevisionObservationConvention implements MigrationRevisionObservationConvention {

	@Override
	public String getName() {
		return "migrate.revision";
	}

	@Override
	public String getContextualName(MigrationRevisionObservationContext context) {
		return "%s %s".formatted(MigrationObservation.direction(context.getStep()), context.getStep().revision().id());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MigrationRevisionObservationContext context) {
		return KeyValues.of(LowCardinality.MIGRATOR.withValue(context.getMigrator()),
				LowCardinality.DIRECTION.withValue(MigrationObservation.direction(context.getStep())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MigrationRevisionObservationContext context) {
		return KeyValues.of(RevisionHighCardinality.REVISION.withValue(context.getStep().revision().id()),
				RevisionHighCardinality.LOCATION.withValue(context.getStep().revision().location()));
	}

}
