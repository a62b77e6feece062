/**
 * Reading SQL text: what the dialects have in common. It knows no database; what differs
 * between two of them is for their own packages to say.
 */
@NullMarked
package dev.migrate.dialect.sql;

import org.jspecify.annotations.NullMarked;
