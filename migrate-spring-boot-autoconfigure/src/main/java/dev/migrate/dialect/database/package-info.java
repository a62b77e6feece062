/**
 * Whole databases: everything that one consists of, and others beside it on the same
 * server. It is for dialects and for tests of migrations, and uses no other package.
 */
@NullMarked
package dev.migrate.dialect.database;

import org.jspecify.annotations.NullMarked;
