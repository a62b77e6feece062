/**
 * Databases that tests of migrations have for themselves, on the server of the
 * application's own. May use the dialects and the runtime.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.test.database;

import org.jspecify.annotations.NullMarked;
