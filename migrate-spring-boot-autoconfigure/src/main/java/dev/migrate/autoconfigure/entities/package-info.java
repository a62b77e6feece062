/**
 * Which entities of the application belong to which of its databases: finds its entity
 * manager factories without starting them, and where their data sources lead. May use
 * {@code datasource} and {@code failure}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autoconfigure.entities;

import org.jspecify.annotations.NullMarked;
