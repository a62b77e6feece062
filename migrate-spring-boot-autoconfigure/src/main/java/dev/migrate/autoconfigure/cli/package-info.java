/**
 * How the application becomes the command: when its first argument is {@code migrate}, it
 * runs one of the commands of {@code command} instead of starting. May use all of
 * {@code autoconfigure}; nothing but Spring Boot uses it. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.cli;

import org.jspecify.annotations.NullMarked;
