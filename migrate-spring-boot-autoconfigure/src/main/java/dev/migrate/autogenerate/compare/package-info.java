/**
 * Compares two schemas and returns their differences, and decides what of them is
 * compared at all. It may use the package above it and {@link dev.migrate.schema}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.compare;

import org.jspecify.annotations.NullMarked;
