/**
 * Running a plan: {@link dev.migrate.runtime.Migrator}, the connection, transactions, the
 * version and history tables and the lock. It depends on the packages for scripts,
 * revisions, operations, schema and dialects.
 */
@NullMarked
package dev.migrate.runtime;

import org.jspecify.annotations.NullMarked;
