/**
 * Measures Migrate beside Flyway, Liquibase and raw JDBC on a server of its own, and
 * writes the tables of {@code docs/performance.md}.
 */
@NullMarked
package dev.migrate.benchmarks;

import org.jspecify.annotations.NullMarked;
