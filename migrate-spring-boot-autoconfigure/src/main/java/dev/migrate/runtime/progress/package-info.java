/**
 * What a run says of its progress. May be used by whatever migrates, and uses nothing.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.progress;

import org.jspecify.annotations.NullMarked;
