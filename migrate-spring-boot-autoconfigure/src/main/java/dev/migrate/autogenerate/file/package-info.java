/**
 * Files in which an application says what it wants of its database: scripts, and rows
 * that belong to it. It may use {@link dev.migrate.script} and
 * {@link dev.migrate.schema}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.file;

import org.jspecify.annotations.NullMarked;
