/**
 * The commands of the command line, one class each, and what they are given to work with.
 * May use {@code runtime} and the values that it hands out, and picocli; nothing of
 * Spring Boot. Only {@code autoconfigure} uses it, which turns the application into the
 * command. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command;

import org.jspecify.annotations.NullMarked;
