/**
 * Runs the five stages of a comparison: read, rename, read again, compare, plan. It may
 * use all other packages of {@link dev.migrate.autogenerate}, and nothing but the
 * commands and the tests uses it. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.pipeline;

import org.jspecify.annotations.NullMarked;
