/**
 * Plans written as SQL scripts instead of being run. May be used by the migrator and the
 * commands.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.offline;

import org.jspecify.annotations.NullMarked;
