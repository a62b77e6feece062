/**
 * Finds out what a database has that no revision has made, and what of it revisions would
 * make. It may use {@link dev.migrate.runtime.connection},
 * {@link dev.migrate.runtime.content}, {@link dev.migrate.runtime.history},
 * {@link dev.migrate.runtime.lock} and {@link dev.migrate.runtime.offline}. Internal: not
 * part of the API.
 */
@NullMarked
package dev.migrate.runtime.adoption;

import org.jspecify.annotations.NullMarked;
