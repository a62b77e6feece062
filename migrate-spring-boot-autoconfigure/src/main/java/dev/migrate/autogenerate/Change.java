package dev.migrate.autogenerate;

import dev.migrate.operations.Operation;

/**
 * One step from what was found to what is wanted, and back.
 *
 * @param phase its place among the other steps
 * @param upgrade the step
 * @param downgrade the step back
 */
record Change(Phase phase, Operation upgrade, Operation downgrade) {

	/**
	 * A step whose operation has an exact reverse.
	 */
	static Change of(Phase phase, Operation operation) {
		return new Change(phase, operation, operation.reverse()
			.orElseThrow(() -> new IllegalArgumentException(operation.describe() + " has no reverse")));
	}

	/**
	 * In which order steps are taken: whatever something depends on is there before it
	 * and goes after it.
	 */
	enum Phase {

		TYPE, SEQUENCE, DROP_FOREIGN_KEY, DROP_CONSTRAINT, DROP_INDEX, CREATE_TABLE, COLUMN, GENERATED_COLUMN,
		CREATE_CONSTRAINT, CREATE_INDEX, CREATE_FOREIGN_KEY, DROP_GENERATED_COLUMN, DROP_COLUMN, DROP_TABLE

	}

}
