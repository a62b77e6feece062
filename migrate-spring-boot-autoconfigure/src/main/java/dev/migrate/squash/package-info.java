/**
 * One revision in place of many: what it says, and the proof that it builds what they
 * build. Used by the commands, and uses the migrator and the scratch databases of
 * {@code dev.migrate.adopt}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.squash;

import org.jspecify.annotations.NullMarked;
