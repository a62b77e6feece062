package dev.migrate.actuate;

import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The {@link Observation observations} of a migration.
 */
public enum MigrationObservation implements ObservationDocumentation {

	/**
	 * A run: everything from its start, under the lock, to its end.
	 */
	RUN {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMigrationRunObservationConvention.class;
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return RunHighCardinality.values();
		}

	},

	/**
	 * A revision of a run, with every attempt and the pauses in between.
	 */
	REVISION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMigrationRevisionObservationConvention.class;
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return RevisionHighCardinality.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return new Observation.Event[] { RETRY };
		}

	};

	/**
	 * An attempt failed because another session was in the way.
	 */
	static final Observation.Event RETRY = Observation.Event.of("retry", "retry");

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return LowCardinality.values();
	}

	static String direction(RevisionStep step) {
		return RevisionTexts.direction(step.direction());
	}

	/**
	 * What every observation is described with.
	 */
	public enum LowCardinality implements KeyName {

		/**
		 * The name of the migrator: that of its database, else its bean name.
		 */
		MIGRATOR {

			@Override
			public String asString() {
				return "migrator";
			}

		},

		/**
		 * {@code upgrade} or {@code downgrade}.
		 */
		DIRECTION {

			@Override
			public String asString() {
				return "direction";
			}

		}

	}

	/**
	 * What a run is described with besides.
	 */
	public enum RunHighCardinality implements KeyName {

		/**
		 * How many revisions it was to run.
		 */
		REVISIONS {

			@Override
			public String asString() {
				return "migrate.revisions";
			}

		},

		/**
		 * What the database was at before, unless the run has failed.
		 */
		FROM {

			@Override
			public String asString() {
				return "migrate.from";
			}

		},

		/**
		 * What the database was at after it, unless the run has failed.
		 */
		TO {

			@Override
			public String asString() {
				return "migrate.to";
			}

		}

	}

	/**
	 * What a revision is described with besides.
	 */
	public enum RevisionHighCardinality implements KeyName {

		/**
		 * The id.
		 */
		REVISION {

			@Override
			public String asString() {
				return "migrate.revision";
			}

		},

		/**
		 * Where the script is.
		 */
		LOCATION {

			@Override
			public String asString() {
				return "migrate.location";
			}

		}

	}

}
