/**
 * What a database has besides tables, such as views, functions and triggers, with the
 * statements that create it. It is for dialects and for what compares such objects, and
 * may use {@code dev.migrate.schema}.
 */
@NullMarked
package dev.migrate.dialect.object;

import org.jspecify.annotations.NullMarked;
