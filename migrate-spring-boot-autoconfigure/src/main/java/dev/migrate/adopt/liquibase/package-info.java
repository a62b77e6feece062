/**
 * Converts what Liquibase runs, with the Liquibase of the application, which is optional.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.adopt.liquibase;

import org.jspecify.annotations.NullMarked;
