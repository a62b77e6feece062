/**
 * The version table, the history and the progress of backfills, with the statements on
 * them. May be used by the rooms that write them, online and offline.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.history;

import org.jspecify.annotations.NullMarked;
