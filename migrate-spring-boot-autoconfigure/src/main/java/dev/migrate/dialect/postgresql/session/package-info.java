/**
 * Sessions of PostgreSQL, live or written into a script: their settings, locks and
 * unfinished statements.
 * <p>
 * Internal: not part of the API. Only the dialect of PostgreSQL uses it. It may use
 * {@code dev.migrate.dialect.postgresql.sql} and what {@code dev.migrate.dialect} may
 * use.
 */
@NullMarked
package dev.migrate.dialect.postgresql.session;

import org.jspecify.annotations.NullMarked;
