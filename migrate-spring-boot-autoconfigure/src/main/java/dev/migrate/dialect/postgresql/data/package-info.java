/**
 * Inserting and updating rows of PostgreSQL.
 * <p>
 * Internal: not part of the API. Only the dialect of PostgreSQL uses it. It may use
 * {@code dev.migrate.dialect.postgresql.sql} and what {@code dev.migrate.dialect} may
 * use.
 */
@NullMarked
package dev.migrate.dialect.postgresql.data;

import org.jspecify.annotations.NullMarked;
