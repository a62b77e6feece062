/**
 * Creates a schema in the database for a moment, in a transaction that is rolled back,
 * and reads what the database makes of it. It may use the package above it,
 * {@link dev.migrate.autogenerate.compare} and {@link dev.migrate.autogenerate.rename}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.scratch;

import org.jspecify.annotations.NullMarked;
