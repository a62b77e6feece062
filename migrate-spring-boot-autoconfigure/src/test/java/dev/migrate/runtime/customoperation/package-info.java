/**
 * A revision with an operation of its own, for
 * {@link dev.migrate.runtime.CustomOperationTests}.
 */
@NullMarked
package dev.migrate.runtime.customoperation;

import org.jspecify.annotations.NullMarked;
