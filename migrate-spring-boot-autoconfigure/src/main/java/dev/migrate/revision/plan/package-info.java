/**
 * The plans that follow from graph, target and version rows, and the
 * {@link dev.migrate.revision.plan.DefaultRevisionMap map} that answers from all of these
 * rooms. It depends on the graph, the identifiers and the values of
 * {@code dev.migrate.revision}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.revision.plan;

import org.jspecify.annotations.NullMarked;
