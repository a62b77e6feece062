/**
 * Converts the revisions of Alembic, which are read and never run. Internal: not part of
 * the API.
 */
@NullMarked
package dev.migrate.adopt.alembic;

import org.jspecify.annotations.NullMarked;
