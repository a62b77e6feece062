/**
 * The revisions of the sample that are written in Java; those in SQL lie in the folder of
 * the same name among the resources.
 */
@NullMarked
package db.revisions;

import org.jspecify.annotations.NullMarked;
