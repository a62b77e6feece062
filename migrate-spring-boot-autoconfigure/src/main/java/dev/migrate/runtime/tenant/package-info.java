/**
 * One history for many schemas or databases, one for each tenant:
 * {@link dev.migrate.runtime.tenant.TenantMigrator} looks where all of them stand and
 * brings those that are behind to the target, several at once. It depends on the runtime
 * and what that uses.
 */
@NullMarked
package dev.migrate.runtime.tenant;

import org.jspecify.annotations.NullMarked;
