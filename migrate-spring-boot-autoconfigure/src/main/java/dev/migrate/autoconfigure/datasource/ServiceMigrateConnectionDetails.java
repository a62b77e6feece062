package dev.migrate.autoconfigure.datasource;

/**
 * {@link MigrateConnectionDetails} of a service that Docker Compose or Testcontainers
 * runs for the application, which as a rule connects to it as well.
 */
public interface ServiceMigrateConnectionDetails extends MigrateConnectionDetails {

}
