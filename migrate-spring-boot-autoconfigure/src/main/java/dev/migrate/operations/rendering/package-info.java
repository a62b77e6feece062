/**
 * Writes operations as the Java source of a revision, with its imports and line breaks.
 * It depends on {@link dev.migrate.operations.operation} and {@link dev.migrate.schema},
 * and on no record of an operation.
 */
@NullMarked
package dev.migrate.operations.rendering;

import org.jspecify.annotations.NullMarked;
