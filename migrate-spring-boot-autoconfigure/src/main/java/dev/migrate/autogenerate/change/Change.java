package dev.migrate.autogenerate.change;

import java.util.List;
import java.util.stream.Stream;

import dev.migrate.operations.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One step of an upgrade and its way back.
 *
 * @param phase its place among the other steps
 * @param upgrade the step
 * @param downgrade the step back
 * @param remarks what a person has to know or to do before the step, a line each
 * @param restores the step of the upgrade that this one belongs to, such as the one that
 * drops what this step back creates, if that is another one
 */
public record Change(Phase phase, Operation upgrade, Operation downgrade, List<String> remarks,
		@Nullable Operation restores) {

	Change(Phase phase, Operation upgrade, Operation downgrade) {
		this(phase, upgrade, downgrade, List.of(), null);
	}

	/**
	 * A step whose operation has an exact reverse.
	 */
	static Change of(Phase phase, Operation operation) {
		return new Change(phase, operation, operation.reverse()
			.orElseThrow(() -> new IllegalArgumentException(operation.describe() + " has no reverse")));
	}

	Change remark(String... lines) {
		return new Change(this.phase, this.upgrade, this.downgrade,
				Stream.concat(this.remarks.stream(), Stream.of(lines)).toList(), this.restores);
	}

	Change restoring(@Nullable Operation dropped) {
		return new Change(this.phase, this.upgrade, this.downgrade, this.remarks, dropped);
	}

	/**
	 * Returns this step with other operations.
	 */
	Change with(Operation upgrade, Operation downgrade) {
		return new Change(this.phase, upgrade, downgrade, this.remarks, this.restores);
	}

	Change in(Phase phase) {
		return new Change(phase, this.upgrade, this.downgrade, this.remarks, this.restores);
	}

	/**
	 * The order of steps: an object is created after those that it depends on, and
	 * dropped before them. What the catalog defines has the old names: it is dropped
	 * before something is renamed, and on the way back created after that.
	 */
	enum Phase {

		DROP_EVENT_TRIGGER, DROP_DEPENDENT, RENAME_TABLE, RENAME_COLUMN, DROP_FOREIGN_KEY, DROP_CONSTRAINT, DROP_INDEX,
		DROP_TABLE_BEFORE_TYPES, DROP_GENERATED_COLUMN, DROP_COLUMN_BEFORE_TYPES, DROP_DEFAULT, NEW_ENUM,
		COLUMN_BEFORE_TYPES, DROP_DEPENDENT_TYPE, TYPE, CREATE_DEPENDENT_TYPE, SEQUENCE, CREATE_TABLE, COLUMN,
		GENERATED_COLUMN, CREATE_CONSTRAINT, CREATE_INDEX, CREATE_FOREIGN_KEY, DROP_COLUMN, DROP_TABLE, DROP_SEQUENCE,
		DROP_TYPE, CREATE_DEPENDENT, CREATE_EVENT_TRIGGER

	}

}
