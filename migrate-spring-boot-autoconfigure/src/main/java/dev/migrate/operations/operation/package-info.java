/**
 * What an operation is: a change of the database as a
 * {@linkplain dev.migrate.operations.operation.Operation value}, its options, the SQL and
 * Java writers that it writes itself to, and the operations on rows. An application's own
 * operation implements what is here. It depends on {@link dev.migrate.schema} only; every
 * other package of the operations may depend on it.
 */
@NullMarked
package dev.migrate.operations.operation;

import org.jspecify.annotations.NullMarked;
