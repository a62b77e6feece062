/**
 * What revisions consist of: scripts and classes as statements that something else runs.
 * May be used by what runs them, online and offline.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.content;

import org.jspecify.annotations.NullMarked;
