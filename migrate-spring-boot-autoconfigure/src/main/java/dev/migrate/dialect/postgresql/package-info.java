/**
 * PostgreSQL, from version 14 on. It may use what {@code dev.migrate.dialect} may use.
 */
@NullMarked
package dev.migrate.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
