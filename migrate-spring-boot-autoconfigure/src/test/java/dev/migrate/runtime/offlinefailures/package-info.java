/**
 * Revisions of {@link dev.migrate.runtime.OfflineMigratorTests} that cannot be written
 * into a script.
 */
@NullMarked
package dev.migrate.runtime.offlinefailures;

import org.jspecify.annotations.NullMarked;
