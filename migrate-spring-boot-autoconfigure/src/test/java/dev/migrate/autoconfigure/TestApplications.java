package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.testsupport.TestDatabase;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Applications to migrate a {@link TestDatabase} with. Their pool has one connection.
 */
public final class TestApplications {

	static final String LOCATIONS = "migrate.locations=classpath:dev/migrate/autoconfigure/revisions";

	private TestApplications() {
	}

	public static ApplicationContextRunner withoutDataSource() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
			.withPropertyValues(LOCATIONS);
	}

	public static ApplicationContextRunner on(TestDatabase database) {
		return withoutDataSource().withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues(dataSource(database));
	}

	static ApplicationContextRunner withJdbc(TestDatabase database) {
		return on(database).withConfiguration(AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, JooqAutoConfiguration.class));
	}

	public static ApplicationContextRunner withJpa(TestDatabase database) {
		return withJdbc(database)
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class,
					DataJpaRepositoriesAutoConfiguration.class))
			.withUserConfiguration(Cities.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate");
	}

	static String[] dataSource(TestDatabase database) {
		return new String[] { "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.user(), "spring.datasource.password=" + database.password(),
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=30000" };
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = CityRepository.class)
	@EnableJpaRepositories(basePackageClasses = CityRepository.class)
	static class Cities {

	}

}
