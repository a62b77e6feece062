/**
 * Turns differences into operations in their order, says what they do to the rows that
 * are there, and divides them into revisions. It may use the package above it,
 * {@link dev.migrate.autogenerate.compare} and {@link dev.migrate.autogenerate.rename}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.change;

import org.jspecify.annotations.NullMarked;
