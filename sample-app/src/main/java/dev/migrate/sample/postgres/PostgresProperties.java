package dev.migrate.sample.postgres;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the embedded PostgreSQL.
 *
 * @param directory where the server keeps its data, its log and its binaries; a relative
 * path begins at the module's directory, or at the working directory when the application
 * does not run out of a {@code target} folder
 */
@ConfigurationProperties("sample.postgres")
record PostgresProperties(@DefaultValue("target/postgres") Path directory) {
}
