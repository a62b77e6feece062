package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureDataSourceInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Migrate is part of the test slices that initialize a database.
 */
@ExtendWith(PostgresExtension.class)
class DataSourceInitializationSliceTests {

	@Test
	void jdbcSliceMigrates(TestDatabase database) {
		slice(JdbcSlice.class, database).run((context) -> assertThat(
				context.getBean(JdbcClient.class).sql("SELECT count(*) FROM city").query(Integer.class).single())
			.isZero());
	}

	@Test
	void jpaSliceMigrates(TestDatabase database) {
		slice(JpaSlice.class, database).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CityRepository.class).count()).isZero();
		});
	}

	private static ApplicationContextRunner slice(Class<?> slice, TestDatabase database) {
		return new ApplicationContextRunner().withUserConfiguration(slice)
			.withPropertyValues(TestApplications.LOCATIONS, "spring.jpa.hibernate.ddl-auto=validate")
			.withPropertyValues(TestApplications.dataSource(database));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigureJdbc
	@AutoConfigureDataSourceInitialization
	static class JdbcSlice {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigureDataJpa
	static class JpaSlice extends TestApplications.Cities {

	}

}
