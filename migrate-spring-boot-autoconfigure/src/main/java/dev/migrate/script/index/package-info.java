/**
 * Finding scripts: the files below the configured locations, or the index of them that an
 * application was built with. It depends on the rooms {@code sql} and {@code java} and on
 * the values of {@code dev.migrate.script}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.script.index;

import org.jspecify.annotations.NullMarked;
