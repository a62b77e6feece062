/**
 * The first revision of a database that is there already: what it must build, the proof
 * that it does, and the stamp. Used by the commands, and uses the migrator. Internal: not
 * part of the API.
 */
@NullMarked
package dev.migrate.runtime.baseline;

import org.jspecify.annotations.NullMarked;
