/**
 * What depends on the objects that a migration changes, and how the database would
 * describe it. It is for dialects and for what plans changes, and may use
 * {@code dev.migrate.schema}.
 */
@NullMarked
package dev.migrate.dialect.dependency;

import org.jspecify.annotations.NullMarked;
