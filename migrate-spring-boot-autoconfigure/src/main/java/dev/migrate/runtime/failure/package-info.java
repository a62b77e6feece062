/**
 * How a migration fails: the exceptions that an application may catch. It depends on the
 * values of a run, on revisions, scripts, schema and dialect only.
 */
@NullMarked
package dev.migrate.runtime.failure;

import org.jspecify.annotations.NullMarked;
