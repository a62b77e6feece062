/**
 * Running a plan: the context of a run, its units, attempts and journal, retries,
 * callbacks and what a failure means. May be used by the migrator and the inspection.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.execution;

import org.jspecify.annotations.NullMarked;
