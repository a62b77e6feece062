package dev.migrate.runtime.tenant;

import java.time.Duration;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.text.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when tenants cannot be migrated. The others are migrated unless the failure
 * policy says otherwise.
 */
public class TenantsFailedException extends MigrateException {

	private final transient TenantsResult result;

	TenantsFailedException(TenantsResult result) {
		super(problem(result), action(result), result.failures().get(0).failure());
		this.result = result;
	}

	private TenantsFailedException(String problem, String action, TenantsResult result) {
		super(problem, action);
		this.result = result;
	}

	/**
	 * Returns the exception for tenants that this process is not to migrate.
	 */
	static TenantsFailedException notAtTarget(TenantsStatus status) {
		return new TenantsFailedException("Not every tenant is at the target. %s.".formatted(status.summary()),
				"Migrate them first, by the job or the instance that is meant to, or start with migrate.mode=upgrade.",
				new TenantsResult(status.tenants().size(), status.tenants().size() - status.others().size(), 0, 0,
						List.of(), 0, status.others().size(), Duration.ZERO));
	}

	/**
	 * Returns the exception for a run whose thread was interrupted before the last
	 * tenant.
	 */
	static TenantsFailedException interrupted(TenantsResult result) {
		return new TenantsFailedException("The run over the tenants was interrupted. " + result.summary(),
				"Start again: only what is left is run.", result);
	}

	private static String problem(TenantsResult result) {
		TenantFailure first = result.failures().get(0);
		String what = (first.failure() instanceof MigrateException known) ? known.getProblem()
				: String.valueOf(first.failure());
		return "%s%n%nThe first that failed was %s:%n%s".formatted(result.summary(), first.tenant(),
				Advice.forTenant(what.stripTrailing(), first.tenant()));
	}

	private static @Nullable String advice(TenantsResult result) {
		TenantFailure first = result.failures().get(0);
		return (first.failure() instanceof MigrateException known) ? Advice.forTenant(known.getAction(), first.tenant())
				: null;
	}

	private static String action(TenantsResult result) {
		String advice = advice(result);
		return ((advice != null) ? advice + " Then start" : "Fix the cause and start")
				+ " again: only what is left is run.";
	}

	/**
	 * Returns what was done.
	 * @return the result, with all failures
	 */
	public TenantsResult getResult() {
		return this.result;
	}

}
