/**
 * Reading SQL text: what the dialects have in common. It knows no database; what differs
 * between two of them is for their own packages to say.
 * <p>
 * It is for dialects, those of an application included. It may use {@code
 * dev.migrate.dialect}, whose dialects use it.
 */
@NullMarked
package dev.migrate.dialect.sql;

import org.jspecify.annotations.NullMarked;
