package dev.migrate.autoconfigure.datasource;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * {@link ConnectionDetailsFactory} that adapts the JDBC details of a Docker Compose
 * service, so that they take the place of {@code migrate.url} and {@code migrate.user} as
 * they do of {@code spring.datasource.url}.
 */
public class DockerComposeMigrateConnectionDetailsFactory
		implements ConnectionDetailsFactory<JdbcConnectionDetails, MigrateConnectionDetails> {

	@Override
	public MigrateConnectionDetails getConnectionDetails(JdbcConnectionDetails source) {
		return new JdbcMigrateConnectionDetails(source);
	}

}
