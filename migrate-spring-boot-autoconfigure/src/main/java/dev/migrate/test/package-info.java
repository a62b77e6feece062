/**
 * The test kit: {@link dev.migrate.test.MigrationTests @MigrationTests} holds the
 * revisions of an application to what they promise. It needs JUnit Jupiter and may use
 * everything but the Actuator's part.
 */
@NullMarked
package dev.migrate.test;

import org.jspecify.annotations.NullMarked;
