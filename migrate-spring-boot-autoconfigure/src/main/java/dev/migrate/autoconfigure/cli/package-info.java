/**
 * How the application becomes the command: when its first argument is {@code migrate}, it
 * runs one of the commands of {@code command} instead of starting. May use what
 * {@code autoconfigure} may; nothing uses it but Spring Boot, and what has to know
 * whether a command runs.
 */
@NullMarked
package dev.migrate.autoconfigure.cli;

import org.jspecify.annotations.NullMarked;
