/**
 * Commands over all tenants of an application. May be used by the commands, and uses what
 * they use.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.tenant;

import org.jspecify.annotations.NullMarked;
