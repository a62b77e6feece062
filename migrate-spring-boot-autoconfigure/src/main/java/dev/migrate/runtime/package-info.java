/**
 * Migrating a database: {@link dev.migrate.runtime.Migrator}, how it is built, and where
 * it says that the database stands. What a run takes and returns is in
 * {@code dev.migrate.runtime.run}, how it fails in {@code dev.migrate.runtime.failure};
 * the other packages below are internal. It depends on the packages for scripts,
 * revisions, operations, schema and dialects.
 */
@NullMarked
package dev.migrate.runtime;

import org.jspecify.annotations.NullMarked;
