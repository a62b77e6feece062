/**
 * The dialect of PostgreSQL, from version 14 on.
 * <p>
 * Internal: not part of the API. It is found through {@code
 * dev.migrate.dialect.Dialects}. It may use what {@code dev.migrate.dialect} may use, and
 * {@code dev.migrate.dialect.sql}.
 */
@NullMarked
package dev.migrate.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
