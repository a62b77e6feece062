/**
 * Finds out what has another name in the database than is wanted, and gives schemas other
 * names. It may use the package above it and {@link dev.migrate.autogenerate.compare}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.rename;

import org.jspecify.annotations.NullMarked;
