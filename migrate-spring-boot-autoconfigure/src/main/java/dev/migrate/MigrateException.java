package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Migrate throws. Its message is two sentences long:
 * what is wrong, with the facts and the place, and what to do about it. Both are at hand
 * separately, so that a failure analysis can show them apart.
 */
public abstract class MigrateException extends RuntimeException {

	private final String problem;

	private final String action;

	/**
	 * Creates an exception.
	 * @param problem what is wrong and where: one sentence, or several lines
	 * @param action what to do about it: a command, a property, a change
	 */
	protected MigrateException(String problem, String action) {
		this(problem, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param problem what is wrong and where: one sentence, or several lines
	 * @param action what to do about it: a command, a property, a change
	 * @param cause the cause, or {@code null}
	 */
	protected MigrateException(String problem, String action, @Nullable Throwable cause) {
		super(sentence(problem) + (problem.contains("\n") ? "\n" : " ") + action, cause);
		this.problem = sentence(problem);
		this.action = action;
	}

	/**
	 * Takes away the second full stop where what a driver says ends with one.
	 */
	private static String sentence(String problem) {
		return (problem.endsWith("..") && !problem.endsWith("...")) ? problem.substring(0, problem.length() - 1)
				: problem;
	}

	/**
	 * Returns what is wrong and where.
	 * @return the first part of the message
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Returns what to do about it.
	 * @return the second part of the message
	 */
	public String getAction() {
		return this.action;
	}

}
