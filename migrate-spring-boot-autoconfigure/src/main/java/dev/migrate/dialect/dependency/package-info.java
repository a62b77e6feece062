/**
 * What depends on the objects that a migration changes, how the database would describe
 * it, and which tables a statement makes or removes. It is for dialects and for what
 * plans changes, and may use {@code dev.migrate.schema}.
 */
@NullMarked
package dev.migrate.dialect.dependency;

import org.jspecify.annotations.NullMarked;
