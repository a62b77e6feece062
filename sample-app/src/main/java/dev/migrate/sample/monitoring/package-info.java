/**
 * What the application shows of itself.
 */
@NullMarked
package dev.migrate.sample.monitoring;

import org.jspecify.annotations.NullMarked;
