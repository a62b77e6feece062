/**
 * What a command works with: the databases of the application, and where it runs. May use
 * {@code project} and {@code output}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.database;

import org.jspecify.annotations.NullMarked;
