/**
 * The revisions as numbers with their edges, so that every walk through the graph is
 * linear: building and checking the graph, its order, the branch labels. It depends on
 * the values of {@code dev.migrate.revision} only. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.revision.graph;

import org.jspecify.annotations.NullMarked;
