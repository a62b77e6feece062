/**
 * Names what has no name: the {@link dev.migrate.schema.naming.NamingConvention} for
 * constraints and indexes, with its patterns and its way of shortening names. It depends
 * on {@link dev.migrate.schema} only.
 */
@NullMarked
package dev.migrate.schema.naming;

import org.jspecify.annotations.NullMarked;
