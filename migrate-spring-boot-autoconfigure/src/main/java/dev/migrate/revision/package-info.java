/**
 * The revision graph as an application sees it, in pure immutable values: the
 * {@link dev.migrate.revision.RevisionMap map} of
 * {@link dev.migrate.revision.RevisionNode nodes}, what identifies revisions, the plans,
 * and the exceptions. The rooms below build on these values: {@code graph}, then
 * {@code identifier}, then {@code plan}, which holds the implementation of the map. The
 * package depends on nothing but {@code dev.migrate}: no Spring, no JDBC, no input or
 * output.
 *
 * <p>
 * Terms and semantics are those of
 * <a href="https://alembic.sqlalchemy.org/en/latest/branches.html">Alembic</a> 1.19.
 */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
