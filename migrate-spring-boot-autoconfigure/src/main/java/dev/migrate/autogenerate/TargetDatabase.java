package dev.migrate.autogenerate;

/**
 * The database that a schema is wanted for.
 *
 * @param product the name that its driver gives, such as {@code PostgreSQL}
 * @param majorVersion its major version, such as 17
 * @param defaultSchema the schema of objects whose own is not named
 */
public record TargetDatabase(String product, int majorVersion, String defaultSchema) {
}
