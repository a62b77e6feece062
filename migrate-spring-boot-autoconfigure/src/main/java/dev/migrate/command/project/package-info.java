/**
 * The sources of the application as commands work on them: new scripts, accepted
 * differences, the wrapper script, hooks. Used by the commands, and uses {@code output}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.project;

import org.jspecify.annotations.NullMarked;
