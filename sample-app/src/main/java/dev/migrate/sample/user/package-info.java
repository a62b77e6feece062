/**
 * Users and their REST resource.
 */
@NullMarked
package dev.migrate.sample.user;

import org.jspecify.annotations.NullMarked;
