package dev.migrate.autoconfigure;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.lifecycle.TestcontainersLifecycleApplicationContextInitializer;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code @ServiceConnection} on every supported version of PostgreSQL, where
 * there is a container engine.
 */
@EnabledIf(value = "hasContainerEngine", disabledReason = "There is no container engine")
class PostgresContainerTests {

	static boolean hasContainerEngine() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	@ParameterizedTest(name = "PostgreSQL {0}")
	@ValueSource(ints = { 14, 15, 16, 17, 18 })
	void theDatabaseOfAContainerIsUpgradedAndDowngraded(int version) {
		new ApplicationContextRunner().withInitializer(new TestcontainersLifecycleApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withUserConfiguration(Postgres.class)
			.withPropertyValues(TestApplications.LOCATIONS, "postgres.version=" + version)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
				assertThat(jdbc.sql("SHOW server_version").query(String.class).single()).startsWith(version + ".");
				Migrator migrator = context.getBean(Migrator.class);
				assertThat(migrator.status().upToDate()).isTrue();
				assertThat(migrator.downgrade("base").steps()).hasSize(2);
				assertThat(jdbc.sql("SELECT to_regclass('city') IS NULL").query(Boolean.class).single()).isTrue();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Postgres {

		@Bean
		@ServiceConnection
		PostgreSQLContainer postgres(@Value("${postgres.version}") String version) {
			return new PostgreSQLContainer("postgres:" + version + "-alpine");
		}

	}

}
