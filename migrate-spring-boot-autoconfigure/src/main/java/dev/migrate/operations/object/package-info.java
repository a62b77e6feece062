/**
 * The records of the operations on sequences, enum types, views, schemas and extensions,
 * and of those that rename, drop and comment on objects of any kind. It depends on
 * {@link dev.migrate.operations.operation} only.
 */
@NullMarked
package dev.migrate.operations.object;

import org.jspecify.annotations.NullMarked;
