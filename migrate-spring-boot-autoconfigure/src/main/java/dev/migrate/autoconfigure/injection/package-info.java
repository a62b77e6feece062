/**
 * How a Java revision gets what its constructor asks for. Used by the
 * {@code BeanFactoryMigrationFactory} alone, and uses {@code runtime}. Internal: not part
 * of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.injection;

import org.jspecify.annotations.NullMarked;
