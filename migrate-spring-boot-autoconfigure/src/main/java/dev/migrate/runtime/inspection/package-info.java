/**
 * What the commands find out besides what an application asks a migrator. May be used by
 * the migrator and the commands.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.inspection;

import org.jspecify.annotations.NullMarked;
