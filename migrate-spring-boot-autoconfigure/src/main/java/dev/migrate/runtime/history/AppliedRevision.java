package dev.migrate.runtime.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the history knows of a revision that was upgraded or stamped, by its last such
 * row.
 *
 * @param parents its down revisions and the revisions that it depended on
 * @param checksum the checksum of its script, or {@code null} for Java
 */
public record AppliedRevision(List<String> parents, @Nullable String checksum) {
}
