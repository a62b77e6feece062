/**
 * What a history of revisions is held to. May use the databases of the tests.
 *
 * <p>
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.test.check;

import org.jspecify.annotations.NullMarked;
