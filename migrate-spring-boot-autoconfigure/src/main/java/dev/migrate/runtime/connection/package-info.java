/**
 * The one connection of a run, and what ends a run when the JVM is told to end. May be
 * used by every room of the runtime.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.runtime.connection;

import org.jspecify.annotations.NullMarked;
