/**
 * A revision whose constraints and indexes have no names.
 */
@NullMarked
package dev.migrate.autoconfigure.named;

import org.jspecify.annotations.NullMarked;
