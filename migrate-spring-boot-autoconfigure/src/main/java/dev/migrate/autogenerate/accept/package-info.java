/**
 * Keeps the differences that somebody has accepted in a file, and counts them. It may use
 * the package above it and {@link dev.migrate.schema}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.accept;

import org.jspecify.annotations.NullMarked;
