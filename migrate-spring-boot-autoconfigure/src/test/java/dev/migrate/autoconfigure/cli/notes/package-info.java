/**
 * Entities of an application whose tenants share tables.
 */
@NullMarked
package dev.migrate.autoconfigure.cli.notes;

import org.jspecify.annotations.NullMarked;
