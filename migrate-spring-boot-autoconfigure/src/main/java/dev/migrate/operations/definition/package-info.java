/**
 * The operations on objects that are defined by SQL as a person writes it: functions,
 * triggers, policies, views and the like. A migration calls them through
 * {@link dev.migrate.operations.Operations}.
 */
@NullMarked
package dev.migrate.operations.definition;

import org.jspecify.annotations.NullMarked;
