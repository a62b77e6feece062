/**
 * What an application hands to a run and gets back from it: who is told of it and who
 * takes part in it, its options and its result. It depends on revisions only.
 */
@NullMarked
package dev.migrate.runtime.run;

import org.jspecify.annotations.NullMarked;
