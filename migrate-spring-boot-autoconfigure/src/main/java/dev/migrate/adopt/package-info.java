/**
 * Takes over the history of another migration tool: what its migrations become, the
 * report of that, and the comparison of what both histories build. Used by the commands,
 * and uses the migrator. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.adopt;

import org.jspecify.annotations.NullMarked;
