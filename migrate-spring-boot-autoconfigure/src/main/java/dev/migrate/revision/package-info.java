/**
 * The revision graph, as pure immutable values: {@link dev.migrate.revision.RevisionMap
 * RevisionMap} of {@link dev.migrate.revision.RevisionNode RevisionNodes}, the grammar of
 * revision identifiers, and the plans that follow from graph, target and version rows:
 * upgrade, downgrade, stamp, merge, new revision, history. It depends on nothing but
 * {@code dev.migrate}: no Spring, no JDBC, no input or output.
 *
 * <p>
 * Terms and semantics are those of
 * <a href="https://alembic.sqlalchemy.org/en/latest/branches.html">Alembic</a> 1.19.
 */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
