/**
 * What Migrate reports about a running application: the {@code migrations} endpoint,
 * health, info, metrics and observations. May use {@code runtime} and the values that it
 * hands out; only {@code autoconfigure} uses it.
 */
@NullMarked
package dev.migrate.actuate;

import org.jspecify.annotations.NullMarked;
