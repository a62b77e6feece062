/**
 * What a migration is written with: the {@link dev.migrate.operations.Migration}
 * interfaces and {@link dev.migrate.operations.Operations} (the {@code op} of a
 * migration), which consists of one interface for each theme. The values that it applies
 * live in the packages below: {@link dev.migrate.operations.operation},
 * {@link dev.migrate.operations.table} and {@link dev.migrate.operations.object}. It
 * depends on these, on {@link dev.migrate.schema} and, of Spring, on {@code JdbcClient}
 * only.
 */
@NullMarked
package dev.migrate.operations;

import org.jspecify.annotations.NullMarked;
