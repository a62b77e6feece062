/**
 * The model of a database schema: tables, columns, data types, indexes and constraints as
 * immutable values. It depends on {@link dev.migrate} only; in particular on no database,
 * no JDBC and no Spring.
 */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
