/**
 * Finding the revisions that an identifier means. It depends on the graph and on the
 * values of {@code dev.migrate.revision}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.revision.identifier;

import org.jspecify.annotations.NullMarked;
