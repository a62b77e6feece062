/**
 * Revisions of {@link dev.migrate.runtime.JavaRevisionTests} that fail.
 */
@NullMarked
package dev.migrate.runtime.javafailures;

import org.jspecify.annotations.NullMarked;
