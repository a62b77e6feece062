/**
 * Finding and reading revision scripts. {@link dev.migrate.script.RevisionScriptLoader}
 * finds them; of a class it reads the bytecode, of an SQL file the header, and neither
 * loads the class nor reads the statements before they are asked for. The package depends
 * on {@code dev.migrate.revision} and on Spring's resources and metadata readers.
 */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
