/**
 * How Migrate reaches its database: the application's own {@code DataSource}, one of its
 * own, a service that runs for the application, or the one that R2DBC connects to. An
 * application writes against {@code MigrateConnectionDetails} and
 * {@code MigrateDataSource}; what else is public is so for the auto-configuration. Used
 * by it alone, and uses {@code failure}.
 */
@NullMarked
package dev.migrate.autoconfigure.datasource;

import org.jspecify.annotations.NullMarked;
