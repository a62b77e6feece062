/**
 * What differs between databases: the SQL of operations, reading a schema, locking,
 * splitting scripts into statements. Implement {@link dev.migrate.dialect.Dialect} and
 * {@link dev.migrate.dialect.DialectProvider} for another database.
 * <p>
 * It may use {@code dev.migrate.operations} and {@code dev.migrate.schema}.
 */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
