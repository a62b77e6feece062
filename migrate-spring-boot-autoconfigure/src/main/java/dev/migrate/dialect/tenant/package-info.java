/**
 * Many schemas of one database, each with the same tables for a tenant of its own: which
 * ones there are and what is in all of them, in few statements. It is for dialects and
 * for what runs migrations, and uses nothing but Spring's JDBC.
 */
@NullMarked
package dev.migrate.dialect.tenant;

import org.jspecify.annotations.NullMarked;
