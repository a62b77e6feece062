/**
 * A revision of {@link dev.migrate.runtime.BackfillKillTests}.
 */
@NullMarked
package dev.migrate.runtime.backfillrevisions;

import org.jspecify.annotations.NullMarked;
