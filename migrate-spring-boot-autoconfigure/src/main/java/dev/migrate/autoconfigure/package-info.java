/**
 * Spring Boot's side of Migrate: the auto-configurations, the {@code migrate.*}
 * properties, the initializer that upgrades the database before anything uses it, and the
 * events that it publishes. May use every other package but {@code test}; none may use it
 * but {@code test}.
 */
@NullMarked
package dev.migrate.autoconfigure;

import org.jspecify.annotations.NullMarked;
