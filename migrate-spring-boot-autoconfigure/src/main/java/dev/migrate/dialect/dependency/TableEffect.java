package dev.migrate.dialect.dependency;

import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to the set of the tables that there are.
 *
 * @param before the table that is there no more under this name, or {@code null} if the
 * statement creates one
 * @param after the table that is there then, or {@code null} if the statement drops one
 */
public record TableEffect(@Nullable ObjectName before, @Nullable ObjectName after) {
}
