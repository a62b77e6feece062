/**
 * Entities without annotations.
 */
@NullMarked
package dev.migrate.autoconfigure.mapped;

import org.jspecify.annotations.NullMarked;
