/**
 * Conversations, the messages in them, their search, and the REST resources of these.
 */
@NullMarked
package dev.migrate.sample.conversation;

import org.jspecify.annotations.NullMarked;
