/**
 * What commands print: text for a terminal, JSON, the progress of a run, lists and
 * drawings of revisions. Used by the commands and by {@code project}; knows none of them.
 * Internal: not part of the API.
 */
@NullMarked
package dev.migrate.command.output;

import org.jspecify.annotations.NullMarked;
