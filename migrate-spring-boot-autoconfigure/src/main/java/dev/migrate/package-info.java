/**
 * What every other package shares: {@link dev.migrate.Revision @Revision}, which marks a
 * revision script written in Java, and {@link dev.migrate.MigrateException}, the root of
 * all exceptions. It depends on nothing.
 */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
