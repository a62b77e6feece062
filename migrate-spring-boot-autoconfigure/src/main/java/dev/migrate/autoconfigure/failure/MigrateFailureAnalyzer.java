package dev.migrate.autoconfigure.failure;

import java.util.regex.Pattern;

import dev.migrate.MigrateException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.tenant.TenantsFailedException;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what a {@link MigrateException} says is wrong and what to do, together with what
 * its causes add to it.
 */
public class MigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrateException> {

	/**
	 * What PostgreSQL's driver puts before the message of the server.
	 */
	private static final Pattern SEVERITY = Pattern.compile("^[A-Z]+: ");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrateException failure) {
		StringBuilder description = new StringBuilder(failure.getProblem());
		String action = failure.getAction();
		BeanCreationException requested = null;
		boolean revision = failure instanceof RevisionFailedException;
		Throwable last = failure;
		for (Throwable cause = cause(failure); cause != null; cause = cause(cause)) {
			if (cause instanceof MigrateException deeper) {
				append(description, deeper.getProblem());
				revision |= deeper instanceof RevisionFailedException && failure instanceof DatabaseMigrationException;
				action = deeper.getAction();
				requested = null;
			}
			else if (cause instanceof BeanCurrentlyInCreationException) {
				return waiting(failure, description, requested, action);
			}
			else if (cause instanceof BeanCreationException ex && requested == null) {
				requested = ex;
			}
			last = cause;
		}
		if (!(last instanceof MigrateException) && !revision && !isTold(last, description)) {
			append(description, "Cause: " + Secrets.withoutUrls(last.toString()));
		}
		for (Throwable other : failure.getSuppressed()) {
			if (other instanceof DatabaseMigrationException ex) {
				append(description, ex.getProblem() + " " + ex.getAction());
			}
		}
		return (failure instanceof DatabaseMigrationException ex)
				? new FailureAnalysis(ex.addressed(description.toString()), ex.addressed(action), failure)
				: new FailureAnalysis(description.toString(), action, failure);
	}

	/**
	 * Returns what adds to what is known. What is said of tenants contains why the first
	 * of them has failed.
	 */
	private static @Nullable Throwable cause(Throwable failure) {
		return (failure instanceof TenantsFailedException) ? null : failure.getCause();
	}

	private static FailureAnalysis waiting(MigrateException failure, StringBuilder description,
			@Nullable BeanCreationException requested, String action) {
		if (isDependencyProblem(failure)) {
			return new FailureAnalysis(description.toString(), action, failure);
		}
		String beanName = (requested != null) ? requested.getBeanName() : null;
		append(description, "It asks for " + ((beanName != null) ? "the bean '" + beanName + "'" : "a bean")
				+ ", which is not created until the migration is done.");
		return new FailureAnalysis(description.toString(), MigrationDependencyException.USE_JDBC_CLIENT, failure);
	}

	private static boolean isDependencyProblem(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationDependencyException) {
				return true;
			}
		}
		return false;
	}

	private static boolean isTold(Throwable cause, StringBuilder description) {
		return String.valueOf(cause.getMessage())
			.lines()
			.findFirst()
			.map((line) -> SEVERITY.matcher(line).replaceFirst(""))
			.filter((line) -> description.indexOf(line) >= 0)
			.isPresent();
	}

	private static void append(StringBuilder description, String text) {
		if (description.indexOf(text) < 0) {
			description.append(System.lineSeparator()).append(System.lineSeparator()).append(text);
		}
	}

}
