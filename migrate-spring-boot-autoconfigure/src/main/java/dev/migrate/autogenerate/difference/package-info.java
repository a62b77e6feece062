/**
 * The differences between the wanted schema and the database: a record for each sort of
 * thing that can differ, and its texts. Depends on {@link dev.migrate.schema} only.
 */
@NullMarked
package dev.migrate.autogenerate.difference;

import org.jspecify.annotations.NullMarked;
