package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.H2Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications whose tests run on H2.
 */
class H2ApplicationTests {

	private static ApplicationContextRunner application() {
		return TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "MODE=REGULAR", "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" })
	void entitiesMeetTheTablesThatRevisionsHaveMade(String settings) {
		try (H2Database database = new H2Database(settings)) {
			application()
				.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class,
						DataJpaRepositoriesAutoConfiguration.class))
				.withUserConfiguration(TestApplications.Cities.class)
				.withPropertyValues("spring.datasource.url=" + database.url(), "spring.jpa.hibernate.ddl-auto=validate")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getBean(CityRepository.class).count()).isZero();
					assertThat(context.getBean(Migrator.class).status().upToDate()).isTrue();
				});
		}
	}

	@Test
	void theEmbeddedDatabaseOfSpringBootIsMigratedWithoutPostgresqlOnTheClassPath() {
		application().withClassLoader(new FilteredClassLoader("org.postgresql"))
			.withPropertyValues("spring.datasource.generate-unique-name=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(JdbcClient.class)
					.sql("SELECT count(*) FROM city WHERE country IS NULL")
					.query(Integer.class)
					.single()).isZero();
			});
	}

}
