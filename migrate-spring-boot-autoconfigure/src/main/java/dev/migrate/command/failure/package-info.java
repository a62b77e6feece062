/**
 * Why commands cannot do what they were told. Used by the commands. Internal: not part of
 * the API.
 */
@NullMarked
package dev.migrate.command.failure;

import org.jspecify.annotations.NullMarked;
