/**
 * The revision graph. It is pure, without I/O, JDBC or Spring, and depends on the root
 * package only.
 */
@NullMarked
package dev.migrate.revision;

import org.jspecify.annotations.NullMarked;
