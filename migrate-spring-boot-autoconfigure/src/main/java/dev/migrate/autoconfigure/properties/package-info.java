/**
 * Groups of the {@code migrate.*} properties, such as {@code migrate.lock.*}. Used by the
 * properties of a database and of the application, and uses nothing.
 */
@NullMarked
package dev.migrate.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
