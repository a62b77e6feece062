/**
 * Revisions that write themselves: what an application wants its database to be, how that
 * differs from what the database is, and what leads from one to the other. Here is what
 * an application writes against, and the values that the packages below exchange; of them
 * it depends on {@code difference} only. It depends on {@link dev.migrate.schema},
 * {@link dev.migrate.operations} and {@link dev.migrate.dialect}.
 */
@NullMarked
package dev.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
