package dev.migrate.dialect;

/**
 * A parameter of an {@link SqlCommand} that is computed by the database. It can only be
 * {@linkplain Dialect#inline(SqlCommand) written into a script}, not sent over JDBC.
 *
 * @param sql the expression, such as {@code now()}
 */
public record SqlExpression(String sql) {
}
