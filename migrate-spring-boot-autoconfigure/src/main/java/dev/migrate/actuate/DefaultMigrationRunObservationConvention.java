package dev.migrate.actuate;

import java.util.List;

import dev.migrate.actuate.MigrationObservation.LowCardinality;
import dev.migrate.actuate.MigrationObservation.RunHighCardinality;
import dev.migrate.runtime.run.MigrationResult;
import io.micrometer.common.KeyValues;

/**
 * Describes a run with its migrator and direction, how many revisions it was to run, and
 * what the database was at before and after it.
 */
public class DefaultMigrationRunObservationConvention implements MigrationRunObservationConvention {

	@Override
	public String getName() {
		return "migrate.run";
	}

	@Override
	public String getContextualName(MigrationRunObservationContext context) {
		return "migrate " + MigrationObservation.direction(context.getSteps().get(0));
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MigrationRunObservationContext context) {
		return KeyValues.of(LowCardinality.MIGRATOR.withValue(context.getMigrator()),
				LowCardinality.DIRECTION.withValue(MigrationObservation.direction(context.getSteps().get(0))));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MigrationRunObservationContext context) {
		KeyValues values = KeyValues
			.of(RunHighCardinality.REVISIONS.withValue(Integer.toString(context.getSteps().size())));
		MigrationResult result = context.getResult();
		return (result == null) ? values : values.and(RunHighCardinality.FROM.withValue(describe(result.before())),
				RunHighCardinality.TO.withValue(describe(result.after())));
	}

	private static String describe(List<String> rows) {
		return rows.isEmpty() ? "base" : String.join(",", rows);
	}

}
