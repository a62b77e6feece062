/**
 * Revisions of {@link dev.migrate.runtime.ShutdownTests}.
 */
@NullMarked
package dev.migrate.runtime.stoppedrevisions;

import org.jspecify.annotations.NullMarked;
