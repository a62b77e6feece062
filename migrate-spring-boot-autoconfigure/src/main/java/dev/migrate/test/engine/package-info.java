/**
 * How JUnit finds the tests of a class that has no method.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.test.engine;

import org.jspecify.annotations.NullMarked;
