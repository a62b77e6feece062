/**
 * The embedded PostgreSQL that the application runs on when it is given no database.
 */
@NullMarked
package dev.migrate.sample.postgres;

import org.jspecify.annotations.NullMarked;
