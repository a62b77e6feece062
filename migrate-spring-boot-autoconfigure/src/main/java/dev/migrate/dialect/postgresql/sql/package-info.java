/**
 * Writing and reading the SQL of PostgreSQL: names, literals, and what a statement does
 * by its text.
 * <p>
 * Internal: not part of the API. The other packages of the dialect of PostgreSQL use it.
 * It may use what {@code dev.migrate.dialect} may use.
 */
@NullMarked
package dev.migrate.dialect.postgresql.sql;

import org.jspecify.annotations.NullMarked;
