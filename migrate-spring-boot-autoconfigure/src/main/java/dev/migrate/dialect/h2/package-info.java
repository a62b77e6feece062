/**
 * The dialect of H2, version 2, for tests, and the example of a small dialect:
 * operations, scripts, the lease as migration lock. H2 commits at each statement that
 * changes the schema, so that such a statement runs by itself and is noted in the
 * journal.
 * <p>
 * Internal: not part of the API. It is found through {@code
 * dev.migrate.dialect.Dialects}. It may use what {@code dev.migrate.dialect} may use, and
 * {@code dev.migrate.dialect.sql}.
 */
@NullMarked
package dev.migrate.dialect.h2;

import org.jspecify.annotations.NullMarked;
