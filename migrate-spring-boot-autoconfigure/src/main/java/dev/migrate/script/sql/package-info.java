/**
 * Reading SQL scripts: the header, the section markers, the sections. It depends on the
 * values of {@code dev.migrate.script} only. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.script.sql;

import org.jspecify.annotations.NullMarked;
