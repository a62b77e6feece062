/**
 * What is wrong with an application when it does not start, and the analyzer that shows
 * it. Everything of {@code autoconfigure} may throw these exceptions; they know nothing
 * of it. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.failure;

import org.jspecify.annotations.NullMarked;
