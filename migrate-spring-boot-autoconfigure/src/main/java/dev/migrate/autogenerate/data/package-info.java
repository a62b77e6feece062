/**
 * Compares the rows that an application declares in files with those of its database, and
 * makes a part of a revision of what differs. It may use
 * {@link dev.migrate.autogenerate.scratch} and {@link dev.migrate.autogenerate.rename},
 * and only the stages of a comparison use it. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.autogenerate.data;

import org.jspecify.annotations.NullMarked;
