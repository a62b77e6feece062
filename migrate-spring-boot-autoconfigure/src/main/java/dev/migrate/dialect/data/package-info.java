/**
 * Rows that an application declares: reading them into a scratch table, comparing them
 * with those of a table, and the statements that change these. It may use
 * {@link dev.migrate.schema} only.
 */
@NullMarked
package dev.migrate.dialect.data;

import org.jspecify.annotations.NullMarked;
