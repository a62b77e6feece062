/**
 * Revisions whose content is given by {@link dev.migrate.runtime.JavaPiecesTests}.
 */
@NullMarked
package dev.migrate.runtime.piecewise;

import org.jspecify.annotations.NullMarked;
