/**
 * Whole databases: everything that one consists of, and others beside it on the same
 * server. It is for dialects for the first revision of one that is there already, and for
 * tests of migrations, and uses only {@code schema} and {@code operations}.
 */
@NullMarked
package dev.migrate.dialect.database;

import org.jspecify.annotations.NullMarked;
