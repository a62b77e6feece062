/**
 * Dumps of a database: the program {@code pg_dump}, what is kept of the script that it
 * writes, and what a database that is built from it must have. Used by the dialect.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.dialect.postgresql.dump;

import org.jspecify.annotations.NullMarked;
