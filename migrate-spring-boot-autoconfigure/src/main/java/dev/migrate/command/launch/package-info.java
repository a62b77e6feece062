/**
 * Runs the application from its class path for the script {@code migrate} of a project:
 * compiles first what is newer than its classes, and keeps an archive of the classes.
 * Only the JDK may be used here, since these classes run before those of the application.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.launch;

import org.jspecify.annotations.NullMarked;
