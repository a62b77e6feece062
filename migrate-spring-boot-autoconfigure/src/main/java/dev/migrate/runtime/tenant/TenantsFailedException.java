package dev.migrate.runtime.tenant;

import dev.migrate.MigrateException;
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

	private static String problem(TenantsResult result) {
		TenantFailure first = result.failures().get(0);
		String what = (first.failure() instanceof MigrateException known) ? known.getProblem()
				: String.valueOf(first.failure());
		return "%s%n%nThe first that failed was %s:%n%s".formatted(result.summary(), first.tenant(),
				what.stripTrailing());
	}

	private static @Nullable String advice(TenantsResult result) {
		return (result.failures().get(0).failure() instanceof MigrateException known) ? known.getAction() : null;
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
