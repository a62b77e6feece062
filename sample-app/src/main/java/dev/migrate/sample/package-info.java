/**
 * A small messaging service: users write messages in conversations. Its schema is kept by
 * the revisions in {@code db.revisions}.
 */
@NullMarked
package dev.migrate.sample;

import org.jspecify.annotations.NullMarked;
