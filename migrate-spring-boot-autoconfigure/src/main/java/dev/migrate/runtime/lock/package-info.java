/**
 * What keeps other migrations away while one runs. May be used by what runs a migration.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.lock;

import org.jspecify.annotations.NullMarked;
