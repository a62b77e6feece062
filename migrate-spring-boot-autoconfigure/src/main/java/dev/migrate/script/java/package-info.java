/**
 * Reading {@link dev.migrate.Revision @Revision} out of class files and of Java source,
 * without loading a class. It depends on the values of {@code dev.migrate.script} only.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.script.java;

import org.jspecify.annotations.NullMarked;
