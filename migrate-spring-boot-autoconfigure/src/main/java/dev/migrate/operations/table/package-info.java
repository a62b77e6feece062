/**
 * The records of the operations on tables, columns, indexes and constraints, which a
 * {@code RevisionProcessor} reads and replaces. It depends on
 * {@link dev.migrate.operations.operation} and {@link dev.migrate.operations.object}.
 */
@NullMarked
package dev.migrate.operations.table;

import org.jspecify.annotations.NullMarked;
