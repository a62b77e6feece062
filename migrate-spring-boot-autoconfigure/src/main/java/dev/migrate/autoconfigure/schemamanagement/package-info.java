/**
 * Who else manages the schema: tells Spring Boot that Migrate does, and finds what would
 * change it as well. Used by the auto-configuration alone, and uses {@code failure}.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.schemamanagement;

import org.jspecify.annotations.NullMarked;
