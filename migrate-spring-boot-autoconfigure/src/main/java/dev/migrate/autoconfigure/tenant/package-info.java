/**
 * The tenants of an application, which share one history: their properties, and the
 * {@link dev.migrate.runtime.tenant.TenantMigrator} bean. Used by the auto-configuration,
 * and uses {@code start} and {@code failure}.
 */
@NullMarked
package dev.migrate.autoconfigure.tenant;

import org.jspecify.annotations.NullMarked;
