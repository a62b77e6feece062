package dev.migrate.autoconfigure;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.r2dbc.core.R2dbcEntityOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Tests for applications that use R2DBC.
 */
@ExtendWith(PostgresExtension.class)
class R2dbcApplicationTests {

	@ParameterizedTest
	@ValueSource(classes = { ClientReader.class, EntityReader.class })
	void whateverReadsTheDatabaseWaitsForTheMigration(Class<?> reader, TestDatabase database) {
		application(database).withUserConfiguration(reader).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
			assertThat(context.getBean("cities")).isEqualTo(0L);
		});
	}

	@Test
	void thePoolThatR2dbcUsesIsNoObstacle(TestDatabase database) {
		application(database).withPropertyValues("spring.r2dbc.pool.initial-size=1", "spring.r2dbc.pool.max-size=1")
			.withUserConfiguration(ClientReader.class)
			.run((context) -> assertThat(context.getBean("cities")).isEqualTo(0L));
	}

	@Test
	void migratesAsTheUserOfMigrateWhenThereIsOne(TestDatabase database) {
		application(database)
			.withPropertyValues("migrate.user=" + database.user(), "migrate.password=" + database.password(),
					"spring.r2dbc.username=app", "spring.r2dbc.password=wrong")
			.run((context) -> assertThat(context.getBean(Migrator.class).dataSource())
				.asInstanceOf(type(SimpleDriverDataSource.class))
				.returns(database.url(), SimpleDriverDataSource::getUrl)
				.returns(database.user(), SimpleDriverDataSource::getUsername));
	}

	@Test
	void ownUrlWinsOverTheOneOfR2dbc(TestDatabase database) {
		application(database).withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
				"migrate.password=" + database.password(), "spring.r2dbc.url=r2dbc:postgresql://localhost:1/nowhere")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void aDataSourceWinsOverR2dbcWhoseClientsWaitAsWell(TestDatabase database) {
		application(database).withUserConfiguration(ClientReader.class)
			.withBean(DataSource.class, database::dataSource)
			.run((context) -> {
				assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
				assertThat(context.getBean("cities")).isEqualTo(0L);
			});
	}

	@Test
	void theEmbeddedDatabaseIsMigrated() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class, R2dbcAutoConfiguration.class,
					DataR2dbcAutoConfiguration.class))
			.withPropertyValues(TestApplications.LOCATIONS)
			.withUserConfiguration(ClientReader.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("cities")).isEqualTo(0L);
				assertThat(JdbcClient.create(context.getBean(Migrator.class).dataSource())
					.sql("SELECT count(*) FROM migrate_version")
					.query(Integer.class)
					.single()).isOne();
			});
	}

	@Test
	void aConnectionFactoryThatHidesItsOptionsIsAnError(TestDatabase database) {
		application(database)
			.withBean(ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:postgresql://app@localhost/app"))
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("does not expose its options"));
	}

	@Test
	void severalConnectionFactoriesAreAnErrorUnlessOneIsPrimary(TestDatabase database) {
		application(database).withUserConfiguration(TwoConnectionFactories.class)
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("several"));
		application(database).withUserConfiguration(TwoConnectionFactories.class, PrimaryConnectionFactory.class)
			.withBean(TestDatabase.class, () -> database)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void aJdbcDriverThatIsNotThereIsAnErrorThatNamesTheDependency(TestDatabase database) {
		application(database).withClassLoader(new FilteredClassLoader("org.postgresql")).run((context) -> {
			assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("org.postgresql.Driver, is not on the class path");
			assertThat(Failures.analyze(context).getAction()).contains("org.postgresql:postgresql");
		});
	}

	@Test
	void r2dbcNeedNotBeOnTheClassPath(TestDatabase database) {
		TestApplications.on(database)
			.withClassLoader(new FilteredClassLoader("io.r2dbc", "org.springframework.r2dbc",
					"org.springframework.data.r2dbc", OptionsCapableConnectionFactory.class.getName()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city");
			});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class, DataSourceAutoConfiguration.class,
					R2dbcAutoConfiguration.class, DataR2dbcAutoConfiguration.class))
			.withPropertyValues(TestApplications.LOCATIONS, "spring.r2dbc.url=" + r2dbcUrl(database),
					"spring.r2dbc.username=" + database.user(), "spring.r2dbc.password=" + database.password());
	}

	static String r2dbcUrl(TestDatabase database) {
		return database.url().replaceFirst("jdbc:", "r2dbc:");
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientReader {

		@Bean
		Long cities(DatabaseClient client) {
			return client.sql("SELECT count(*) FROM city").mapValue(Long.class).one().blockOptional().orElseThrow();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EntityReader {

		@Bean
		Long cities(R2dbcEntityOperations entities) {
			return entities.getDatabaseClient()
				.sql("SELECT count(*) FROM city")
				.mapValue(Long.class)
				.one()
				.blockOptional()
				.orElseThrow();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoConnectionFactories {

		@Bean
		ConnectionFactory orders() {
			return ConnectionFactories.get("r2dbc:postgresql://app@localhost/orders");
		}

		@Bean
		ConnectionFactory billing() {
			return ConnectionFactories.get("r2dbc:postgresql://app@localhost/billing");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConnectionFactory {

		@Bean
		@Primary
		ConnectionFactory main(TestDatabase database) {
			return ConnectionFactoryBuilder.withUrl(r2dbcUrl(database))
				.username(database.user())
				.password(database.password())
				.build();
		}

	}

}
