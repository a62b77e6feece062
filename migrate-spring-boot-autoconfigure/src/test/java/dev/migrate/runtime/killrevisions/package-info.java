/**
 * Revisions of {@link dev.migrate.runtime.KillTests}.
 */
@NullMarked
package dev.migrate.runtime.killrevisions;

import org.jspecify.annotations.NullMarked;
