package dev.migrate.autoconfigure.datasource;

import org.testcontainers.containers.JdbcDatabaseContainer;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * {@link ContainerConnectionDetailsFactory} for {@link MigrateConnectionDetails} of a
 * {@link JdbcDatabaseContainer} that is annotated with
 * {@link ServiceConnection @ServiceConnection}.
 */
public class ContainerMigrateConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<JdbcDatabaseContainer<?>, MigrateConnectionDetails> {

	@Override
	protected MigrateConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<JdbcDatabaseContainer<?>> source) {
		return new ContainerMigrateConnectionDetails(source);
	}

	private static final class ContainerMigrateConnectionDetails
			extends ContainerConnectionDetails<JdbcDatabaseContainer<?>> implements ServiceMigrateConnectionDetails {

		private ContainerMigrateConnectionDetails(ContainerConnectionSource<JdbcDatabaseContainer<?>> source) {
			super(source);
		}

		@Override
		public String getJdbcUrl() {
			return getContainer().getJdbcUrl();
		}

		@Override
		public String getUsername() {
			return getContainer().getUsername();
		}

		@Override
		public String getPassword() {
			return getContainer().getPassword();
		}

		@Override
		public String getDriverClassName() {
			return getContainer().getDriverClassName();
		}

	}

}
