/**
 * What differs between databases: the SQL of operations, reading a schema, locking,
 * splitting scripts into statements. It depends on {@code dev.migrate.operations} and
 * {@code dev.migrate.schema}.
 */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
