/**
 * Revision scripts as values: a {@link dev.migrate.script.RevisionScript script} as it
 * was found, which reads its statements or loads its class only when it is asked to, and
 * a {@link dev.migrate.script.NewScript new script} to be written. The rooms below build
 * on these values: {@code sql} and {@code java} read scripts, {@code index} finds them,
 * {@code project} writes new ones. The package depends on {@code dev.migrate.revision},
 * on Spring's resources and metadata readers, and on JMustache.
 */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
