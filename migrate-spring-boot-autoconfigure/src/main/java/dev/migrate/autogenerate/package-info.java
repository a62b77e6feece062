/**
 * Revisions that write themselves: what an application wants its database to be, how that
 * differs from what the database is, and the operations that lead from one to the other.
 * It depends on {@link dev.migrate.revision}, {@link dev.migrate.schema},
 * {@link dev.migrate.operations}, {@link dev.migrate.script} and
 * {@link dev.migrate.dialect}.
 */
@NullMarked
package dev.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
