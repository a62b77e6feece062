/**
 * What a start does with several databases: refuses two that share their version table,
 * and migrates them one after the other or at once. Used by the auto-configuration alone,
 * and uses {@code failure}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.start;

import org.jspecify.annotations.NullMarked;
