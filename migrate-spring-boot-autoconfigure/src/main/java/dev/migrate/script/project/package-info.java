/**
 * Writing new scripts into the sources of a project, beside the class path roots that the
 * application reads, from Mustache templates. It depends on the other rooms and on the
 * values of {@code dev.migrate.script}. Internal: not part of the API.
 */
@NullMarked
package dev.migrate.script.project;

import org.jspecify.annotations.NullMarked;
