package dev.migrate.autoconfigure;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DockerComposeMigrateConnectionDetailsFactory;
import dev.migrate.autoconfigure.datasource.MigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.PropertiesMigrateConnectionDetails;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Tests for services that Docker Compose or Testcontainers run. The containers are those
 * of Testcontainers, with the server of the tests in the place of Docker's.
 */
@ExtendWith(PostgresExtension.class)
class ServiceConnectionTests {

	@Test
	void aContainerIsMigratedThroughThePoolOfTheApplication(TestDatabase database) {
		application(database).withUserConfiguration(Postgres.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
			assertThat(database.tables()).contains("city");
		});
	}

	@Test
	void aContainerTakesThePlaceOfAnotherWayToTheDatabase(TestDatabase database) {
		application(database).withUserConfiguration(Postgres.class)
			.withPropertyValues("migrate.url=jdbc:postgresql://localhost:1/nowhere", "migrate.user=owner",
					"migrate.password=secret")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(PropertiesMigrateConnectionDetails.class);
				assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
			});
	}

	@Test
	void aContainerForMigrateAloneIsNotTheDatabaseOfTheDataSource(TestDatabase database) {
		application(database).withUserConfiguration(MigratedPostgres.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).dataSource())
					.asInstanceOf(type(SimpleDriverDataSource.class))
					.returns(database.url(), SimpleDriverDataSource::getUrl);
			});
	}

	@Test
	void aServiceOfDockerComposeIsAdapted(TestDatabase database) {
		JdbcConnectionDetails service = new ComposeService(database);
		MigrateConnectionDetails details = (MigrateConnectionDetails) new ConnectionDetailsFactories(null)
			.getConnectionDetails(service, true)
			.get(MigrateConnectionDetails.class);
		application(database).withBean(JdbcConnectionDetails.class, () -> service)
			.withBean(MigrateConnectionDetails.class, () -> details)
			.withPropertyValues("migrate.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void aServiceOfDockerComposeNeedsNoDataSource(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withBean(MigrateConnectionDetails.class,
					() -> new DockerComposeMigrateConnectionDetailsFactory()
						.getConnectionDetails(new ComposeService(database)))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city");
			});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return TestApplications.on(database)
			.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class))
			.withBean(TestDatabase.class, () -> database)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/replaced-by-the-service");
	}

	@Configuration(proxyBeanMethods = false)
	static class Postgres {

		@Bean
		@ServiceConnection
		PostgreSQLContainer postgres(TestDatabase database) {
			return new RunningContainer(database);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MigratedPostgres {

		@Bean
		@ServiceConnection(type = MigrateConnectionDetails.class)
		PostgreSQLContainer migrated(TestDatabase database) {
			return new RunningContainer(database);
		}

	}

	/**
	 * A container that is the server of the tests.
	 */
	private static final class RunningContainer extends PostgreSQLContainer {

		private final TestDatabase database;

		private RunningContainer(TestDatabase database) {
			super("postgres:17");
			this.database = database;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

		@Override
		public String getUsername() {
			return this.database.user();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

	}

	private record ComposeService(TestDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

		@Override
		public @Nullable String getUsername() {
			return this.database.user();
		}

		@Override
		public @Nullable String getPassword() {
			return this.database.password();
		}

	}

}
