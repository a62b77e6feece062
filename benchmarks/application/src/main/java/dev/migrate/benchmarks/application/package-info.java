/**
 * The application whose start is measured: Spring MVC and JDBC, without a migration tool
 * or with one.
 */
@NullMarked
package dev.migrate.benchmarks.application;

import org.jspecify.annotations.NullMarked;
