/**
 * What is written when an application is processed ahead of time: the index of its
 * revisions, and the hints for a native image. May use the properties; nothing uses it.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
