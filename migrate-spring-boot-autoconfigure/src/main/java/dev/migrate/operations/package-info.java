/**
 * What a migration is written with: the {@link dev.migrate.operations.Migration}
 * interfaces, {@link dev.migrate.operations.Operations} (the {@code op} of a migration)
 * and one record per operation. It depends on {@link dev.migrate.schema} and, of Spring,
 * on {@code JdbcClient} only.
 */
@NullMarked
package dev.migrate.operations;

import org.jspecify.annotations.NullMarked;
