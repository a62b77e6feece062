/**
 * Finding, reading and writing revision scripts.
 * {@link dev.migrate.script.RevisionScriptLoader} finds them; of a class it reads the
 * bytecode, of an SQL file the header, and neither loads the class nor reads the
 * statements before they are asked for. {@link dev.migrate.script.ScriptProject} writes
 * new ones into the sources of a project, from Mustache templates. The package depends on
 * {@code dev.migrate.revision}, on Spring's resources and metadata readers, and on
 * JMustache.
 */
@NullMarked
package dev.migrate.script;

import org.jspecify.annotations.NullMarked;
