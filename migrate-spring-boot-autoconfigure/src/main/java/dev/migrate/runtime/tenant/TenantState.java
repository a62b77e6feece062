package dev.migrate.runtime.tenant;

/**
 * Where a tenant stands.
 */
public enum TenantState {

	/**
	 * It has all revisions of the target.
	 */
	AT_TARGET,

	/**
	 * There are revisions to be run.
	 */
	BEHIND,

	/**
	 * A newer version of the application has migrated it.
	 */
	AHEAD,

	/**
	 * It has a revision that no script has, and is not ahead.
	 */
	DIVERGED,

	/**
	 * SQL scripts have changed since they were applied, which the settings forbid.
	 */
	MODIFIED,

	/**
	 * There are revisions to be run, but its version table and its history contradict
	 * each other, so that an upgrade is refused.
	 */
	INCONSISTENT,

	/**
	 * A downgrade has been interrupted and must be continued.
	 */
	INTERRUPTED,

	/**
	 * Its schema does not exist, or the role may not use it.
	 */
	MISSING,

	/**
	 * Its tables cannot be read.
	 */
	UNREADABLE

}
