package dev.migrate.autoconfigure;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications with a hierarchy of contexts.
 */
@ExtendWith(PostgresExtension.class)
class ParentContextTests {

	@Test
	void whatTheParentHasMigratedIsLeftToIt(TestDatabase database) {
		TestApplications.on(database)
			.run((parent) -> TestApplications.withoutDataSource()
				.withParent(parent)
				.withUserConfiguration(Reader.class)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBeanFactory().containsLocalBean("migrator")).isFalse();
					assertThat(child.getBeanFactory().getBeanNamesForType(MigrationInitializer.class)).isEmpty();
					assertThat(child.getBean(Migrator.class)).isSameAs(parent.getBean(Migrator.class));
					assertThat(child.getBean("cities")).isEqualTo(0);
				}));
	}

	@Test
	void theDataSourceOfTheParentIsMigratedByTheChild(TestDatabase database) {
		new ApplicationContextRunner().withBean(DataSource.class, database::dataSource)
			.run((parent) -> TestApplications.withoutDataSource()
				.withParent(parent)
				.withUserConfiguration(Reader.class)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBean(Migrator.class).dataSource()).isSameAs(parent.getBean(DataSource.class));
					assertThat(child.getBean("cities")).isEqualTo(0);
				}));
	}

	@Configuration(proxyBeanMethods = false)
	static class Reader {

		@Bean
		JdbcClient jdbcClient(DataSource dataSource) {
			return JdbcClient.create(dataSource);
		}

		@Bean
		Integer cities(JdbcClient jdbc) {
			return jdbc.sql("SELECT count(*) FROM city").query(Integer.class).single();
		}

	}

}
