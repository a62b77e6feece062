/**
 * What the sessions of a server have and show: the lock of one, and what others see of
 * it. It is for dialects and for what runs a migration, and uses no other package.
 */
@NullMarked
package dev.migrate.dialect.session;

import org.jspecify.annotations.NullMarked;
