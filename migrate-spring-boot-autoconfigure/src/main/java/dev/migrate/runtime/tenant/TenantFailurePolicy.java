package dev.migrate.runtime.tenant;

/**
 * What happens when the migration of a tenant fails.
 */
public enum TenantFailurePolicy {

	/**
	 * No other tenant is begun, and the run fails.
	 */
	STOP,

	/**
	 * The other tenants are migrated, and then the run fails.
	 */
	FAIL,

	/**
	 * The other tenants are migrated, and the run only reports which have failed, unless
	 * one of those is a canary.
	 */
	CONTINUE

}
