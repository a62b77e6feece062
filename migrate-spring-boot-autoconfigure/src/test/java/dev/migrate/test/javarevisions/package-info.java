/**
 * Revisions in Java, of which one leaves a trace and one has no way back.
 */
@NullMarked
package dev.migrate.test.javarevisions;

import org.jspecify.annotations.NullMarked;
