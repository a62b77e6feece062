package dev.migrate.dialect;

import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * The first statement of a transaction, written so that it fails if another session has
 * the lock of the migration: what is sent together with it does not run then.
 *
 * @param sql the statement
 * @param broken tells whether a failure of the statement says that another session has
 * the lock
 */
public record Fence(String sql, Predicate<SQLException> broken) {
}
