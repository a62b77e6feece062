/**
 * Revisions of {@link dev.migrate.runtime.JavaRevisionTests}.
 */
@NullMarked
package dev.migrate.runtime.javarevisions;

import org.jspecify.annotations.NullMarked;
