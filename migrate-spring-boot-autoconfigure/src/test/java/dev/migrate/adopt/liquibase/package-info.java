/**
 * Tests of what converts the history of Liquibase.
 */
@NullMarked
package dev.migrate.adopt.liquibase;

import org.jspecify.annotations.NullMarked;
