/**
 * Revisions of {@link dev.migrate.runtime.OfflineMigratorTests}, between those that the
 * test writes in SQL.
 */
@NullMarked
package dev.migrate.runtime.offlinerevisions;

import org.jspecify.annotations.NullMarked;
