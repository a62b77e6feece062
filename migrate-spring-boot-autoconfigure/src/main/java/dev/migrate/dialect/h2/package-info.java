/**
 * The dialect of H2, version 2, for tests: operations, scripts, the lease as migration
 * lock. H2 commits at each statement that changes the schema, so that such a statement
 * runs by itself and is noted in the journal.
 */
@NullMarked
package dev.migrate.dialect.h2;

import org.jspecify.annotations.NullMarked;
