package dev.migrate.runtime.execution;

import java.util.List;

import dev.migrate.runtime.run.CompletedStep;

/**
 * Tells a run that another process has migrated since it was planned. Nothing is wrong;
 * it is to be planned again.
 */
public final class OutdatedPlanException extends RuntimeException {

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
