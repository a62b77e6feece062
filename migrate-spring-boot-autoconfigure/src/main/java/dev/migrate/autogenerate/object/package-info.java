/**
 * Compares the views, functions, triggers and the like that SQL files declare with those
 * that the database has. It may use the scratch schemas and the steps of
 * {@link dev.migrate.autogenerate}, and nothing but the pipeline uses it. Internal: not
 * part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.object;

import org.jspecify.annotations.NullMarked;
