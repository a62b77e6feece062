package dev.migrate.runtime.lock;

import java.util.function.UnaryOperator;

/**
 * The first statement of a transaction, which is sent together with those that follow it.
 *
 * @param sql the statement
 * @param explain returns what a failure of it means
 */
public record OpeningStatement(String sql, UnaryOperator<RuntimeException> explain) {
}
