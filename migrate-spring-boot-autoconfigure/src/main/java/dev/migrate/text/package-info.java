/**
 * Text that several packages write: numbers of things, and literals of Java. It depends
 * on nothing, and every package may use it. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.text;

import org.jspecify.annotations.NullMarked;
