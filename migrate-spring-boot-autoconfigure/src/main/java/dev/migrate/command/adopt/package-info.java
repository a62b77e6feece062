/**
 * Taking over the history of another migration tool, as the command does it: converting,
 * writing, proving. Used by the commands, and uses {@code output} and {@code project}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.adopt;

import org.jspecify.annotations.NullMarked;
