/**
 * The revisions of tenants.
 */
@NullMarked
package dev.migrate.autoconfigure.tenant.revisions;

import org.jspecify.annotations.NullMarked;
