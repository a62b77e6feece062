/**
 * The history of Flyway: its settings, its files, its table, and what they become. Used
 * by the commands. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.adopt.flyway;

import org.jspecify.annotations.NullMarked;
