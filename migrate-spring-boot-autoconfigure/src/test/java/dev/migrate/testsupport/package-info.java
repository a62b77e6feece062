/**
 * One PostgreSQL server of each version for all tests of a JVM, and a database of its own
 * for each test.
 */
@NullMarked
package dev.migrate.testsupport;

import org.jspecify.annotations.NullMarked;
