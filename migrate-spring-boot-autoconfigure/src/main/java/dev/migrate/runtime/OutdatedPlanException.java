package dev.migrate.runtime;

import java.util.List;

/**
 * Tells a run that another process has migrated since it was planned. Nothing is wrong;
 * it is to be planned again.
 */
final class OutdatedPlanException extends RuntimeException {

	private final List<CompletedStep> completed;

	/**
	 * Creates an exception.
	 * @param completed what the run has done before that
	 */
	OutdatedPlanException(List<CompletedStep> completed) {
		super("Another process has migrated since this run was planned");
		this.completed = List.copyOf(completed);
	}

	List<CompletedStep> completed() {
		return this.completed;
	}

}
