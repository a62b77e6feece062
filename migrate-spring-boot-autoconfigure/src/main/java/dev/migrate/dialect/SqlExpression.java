package dev.migrate.dialect;

/**
 * A parameter of an {@link SqlCommand} that is computed by the database: it is written
 * into the statement.
 *
 * @param sql the expression, such as {@code now()}
 */
public record SqlExpression(String sql) {
}
