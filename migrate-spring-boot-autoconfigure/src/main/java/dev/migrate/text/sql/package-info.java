/**
 * SQL text, read token by token. It knows no database. It depends on
 * {@code dev.migrate.text} alone, and every package may use it, the dialects of an
 * application included.
 */
@NullMarked
package dev.migrate.text.sql;

import org.jspecify.annotations.NullMarked;
