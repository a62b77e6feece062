package dev.migrate.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.autoconfigure.datasource.MigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.MigrateDataSource;
import dev.migrate.autoconfigure.datasource.PropertiesMigrateConnectionDetails;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Tests for {@link MigrateAutoConfiguration}.
 */
@ExtendWith(PostgresExtension.class)
class MigrateAutoConfigurationTests {

	private static final String HEAD = "2b3c4d5e6f7a";

	@Test
	void upgradesTheDatabaseOfTheDataSource(TestDatabase database) {
		TestApplications.on(database).run((context) -> {
			assertThat(context).hasSingleBean(Migrator.class).hasSingleBean(MigrationInitializer.class);
			assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean(DataSource.class));
			assertThat(context.getBean(Migrator.class).status().current()).containsExactly(HEAD);
			assertThat(database.tables()).contains("city");
		});
	}

	@Test
	void upgradesThroughAPoolOfOneThatIsProxied(TestDatabase database) {
		TestApplications.on(database).withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(LazyConnectionDataSourceProxy.class);
			assertThat(database.tables()).contains("city");
		});
	}

	@Test
	void jpaWaitsForTheMigration(TestDatabase database) {
		TestApplications.withJpa(database).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(EntityManagerFactory.class);
			assertThat(context.getBean(CityRepository.class).count()).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { JdbcReader.class, JooqReader.class, DependentReader.class })
	void whateverReadsTheDatabaseWaitsForTheMigration(Class<?> reader, TestDatabase database) {
		TestApplications.withJdbc(database)
			.withUserConfiguration(reader)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("cities"));
	}

	@Test
	void upgradesWithLazyInitialization(TestDatabase database) {
		TestApplications.withJdbc(database)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("jdbcClient")).isFalse();
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void doesNothingWhenDisabled(TestDatabase database) {
		TestApplications.on(database).withPropertyValues("migrate.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class);
			assertThat(database.tables()).isEmpty();
		});
	}

	@Test
	void doesNothingWithoutADatabase() {
		TestApplications.withoutDataSource()
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
	}

	@Test
	void doesNothingWithoutSpringJdbc(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url())
			.withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrateAutoConfiguration.class));
	}

	@Test
	void ownUrlNeedsNoDataSource(TestDatabase database) {
		TestApplications.withoutDataSource().withPropertyValues(ownConnection(database)).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(Migrator.class);
			assertThat(context.getBean(Migrator.class).dataSource()).isInstanceOf(SimpleDriverDataSource.class);
			assertThat(database.tables()).contains("city");
		});
	}

	@Test
	void ownUrlWinsOverTheDataSource(TestDatabase database) {
		TestApplications.on(database)
			.withPropertyValues(ownConnection(database))
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(HikariDataSource.class);
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void ownUserConnectsToTheDatabaseOfTheDataSource(TestDatabase database) {
		String role = "owner_of_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role + " SUPERUSER LOGIN PASSWORD 'secret'").update();
		try {
			TestApplications.on(database)
				.withPropertyValues("migrate.user=" + role, "migrate.password=secret",
						"spring.datasource.connection-fetch=lazy")
				.run((context) -> {
					assertThat(context.getBean(Migrator.class).dataSource())
						.asInstanceOf(type(SimpleDriverDataSource.class))
						.returns(role, SimpleDriverDataSource::getUsername)
						.returns(database.url(), SimpleDriverDataSource::getUrl);
					assertThat(ownerOf("city", database)).isEqualTo(role);
				});
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void connectionDetailsReplaceTheProperties(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=jdbc:postgresql://localhost:1/nowhere")
			.withBean(MigrateConnectionDetails.class, () -> new DatabaseDetails(database))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(PropertiesMigrateConnectionDetails.class);
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void qualifiedDataSourceWinsOverEverything(TestDatabase database) {
		TestApplications.on(database)
			.withBean(TestDatabase.class, () -> database)
			.withUserConfiguration(QualifiedDataSource.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
					"migrate.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean("migrated"));
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void primaryDataSourceIsMigrated(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withBean(TestDatabase.class, () -> database)
			.withUserConfiguration(PrimaryDataSource.class)
			.run((context) -> assertThat(context.getBean(Migrator.class).dataSource())
				.isSameAs(context.getBean("primary")));
	}

	@Test
	void severalDataSourcesAreAmbiguous(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withBean(TestDatabase.class, () -> database)
			.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.satisfies(lists("orders", "billing")));
	}

	@Test
	void severalQualifiedDataSourcesAreAmbiguous(TestDatabase database) {
		TestApplications.on(database)
			.withBean(TestDatabase.class, () -> database)
			.withUserConfiguration(QualifiedDataSource.class, OtherQualifiedDataSource.class)
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.satisfies(lists("migrated", "alsoMigrated")));
	}

	private static Consumer<String> lists(String... beanNames) {
		return (problem) -> assertThat(problem.substring(problem.indexOf(": ") + 2, problem.length() - 1).split(", "))
			.containsExactlyInAnyOrder(beanNames);
	}

	@Test
	void jdbcConnectionDetailsNeedNoDataSource(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withBean(JdbcConnectionDetails.class, () -> new JdbcDetails(database))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void connectionDetailsWithoutAUrlNeedADataSource() {
		TestApplications.withoutDataSource()
			.withBean(MigrateConnectionDetails.class,
					() -> new PropertiesMigrateConnectionDetails(null, null, null, null))
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class))
				.hasMessageContaining("migrate.url"));
	}

	@Test
	void severalConnectionDetailsGiveWayToTheDataSource(TestDatabase database) {
		TestApplications.on(database)
			.withBean("orders", MigrateConnectionDetails.class, () -> new DatabaseDetails(database))
			.withBean("billing", MigrateConnectionDetails.class, () -> new DatabaseDetails(database))
			.run((context) -> assertThat(context.getBean(Migrator.class).dataSource())
				.isSameAs(context.getBean(DataSource.class)));
	}

	@Test
	void severalConnectionDetailsWithoutADataSourceAreAmbiguous(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withBean("orders", MigrateConnectionDetails.class, () -> new DatabaseDetails(database))
			.withBean("billing", MigrateConnectionDetails.class, () -> new DatabaseDetails(database))
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.satisfies(lists("orders", "billing")));
	}

	@Test
	void userDefinedMigratorReplacesTheOwnOneAndIsUpgraded(TestDatabase database) {
		TestApplications.on(database).withUserConfiguration(UserDefinedMigrator.class).run((context) -> {
			assertThat(context).hasSingleBean(Migrator.class)
				.hasBean("userDefined")
				.hasSingleBean(MigrationInitializer.class);
			assertThat(database.tables()).contains("city", "own_version").doesNotContain("migrate_version");
		});
	}

	@Test
	void severalMigratorsAreUpgradedInOrder(TestDatabase database) {
		TestApplications.on(database).withUserConfiguration(TwoMigrators.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(TwoMigrators.seen).containsExactly(context.getBean("first", Migrator.class),
					context.getBean("second", Migrator.class));
		});
	}

	@Test
	void userDefinedInitializerReplacesTheOwnOne(TestDatabase database) {
		TestApplications.withJdbc(database)
			.withBean(MigrationInitializer.class, () -> new MigrationInitializer(List.of(), (migrator) -> {
			}))
			.run((context) -> {
				assertThat(context).hasSingleBean(MigrationInitializer.class).hasSingleBean(JdbcClient.class);
				assertThat(database.tables()).isEmpty();
			});
	}

	@Test
	void strategyReplacesTheUpgrade(TestDatabase database) {
		TestApplications.on(database)
			.withBean(MigrationStrategy.class, () -> (migrator) -> migrator.upgrade("1a2b3c4d5e6f"))
			.run((context) -> assertThat(context.getBean(Migrator.class).status().current())
				.containsExactly("1a2b3c4d5e6f"));
	}

	@Test
	void customizersHaveTheLastWordInOrder(TestDatabase database) {
		TestApplications.on(database)
			.withUserConfiguration(TwoCustomizers.class)
			.run((context) -> assertThat(database.tables()).contains("second").doesNotContain("first"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc-secretsmanager:postgresql://localhost/app?password=sesame",
			"postgres://u:sesame@localhost/app", "jdbc:acme://localhost;password=sesame" })
	void aUrlThatNoDriverAcceptsIsShownWithoutSecrets(String url) {
		TestApplications.withoutDataSource().withPropertyValues("migrate.url=" + url).run((context) -> {
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			assertThat(failure).hasRootCauseInstanceOf(SQLException.class)
				.hasStackTraceContaining(
						"No JDBC driver on the class" + " path accepts '" + url.substring(0, url.indexOf(':')));
			StringWriter printed = new StringWriter();
			failure.printStackTrace(new PrintWriter(printed));
			assertThat(printed.toString()).doesNotContain("sesame");
		});
	}

	private static String[] ownConnection(TestDatabase database) {
		return new String[] { "migrate.url=" + database.url(), "migrate.user=" + database.user(),
				"migrate.password=" + database.password() };
	}

	private static @Nullable String ownerOf(String table, TestDatabase database) {
		return database.jdbc()
			.sql("SELECT tableowner FROM pg_tables WHERE tablename = ?")
			.param(table)
			.query(String.class)
			.single();
	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcReader {

		@Bean
		Integer cities(JdbcClient jdbc) {
			return jdbc.sql("SELECT count(*) FROM city").query(Integer.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JooqReader {

		@Bean
		Integer cities(DSLContext jooq) {
			return jooq.fetchCount(DSL.table("city"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DependentReader {

		@Bean
		@DependsOnDatabaseInitialization
		Integer cities(DataSource dataSource) {
			return JdbcClient.create(dataSource).sql("SELECT count(*) FROM city").query(Integer.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDataSource {

		@Bean(defaultCandidate = false)
		@MigrateDataSource
		DataSource migrated(TestDatabase database) {
			return database.newConnections();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherQualifiedDataSource {

		@Bean(defaultCandidate = false)
		@MigrateDataSource
		DataSource alsoMigrated(TestDatabase database) {
			return database.newConnections();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource primary(TestDatabase database) {
			return database.newConnections();
		}

		@Bean
		@Lazy
		DataSource other() {
			throw new IllegalStateException("Not to be used");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource orders(TestDatabase database) {
			return database.newConnections();
		}

		@Bean
		DataSource billing(TestDatabase database) {
			return database.newConnections();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserDefinedMigrator {

		@Bean
		Migrator userDefined(DataSource dataSource, MigrateProperties properties) {
			return Migrator.builder(dataSource)
				.locations(properties.getLocations())
				.versionTable("own_version")
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoMigrators {

		static final List<Migrator> seen = new ArrayList<>();

		@Bean
		@Order(2)
		Migrator second(DataSource dataSource) {
			return Migrator.builder(dataSource).build();
		}

		@Bean
		@Order(1)
		Migrator first(DataSource dataSource) {
			return Migrator.builder(dataSource).build();
		}

		@Bean
		MigrationStrategy strategy() {
			seen.clear();
			return seen::add;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCustomizers {

		@Bean
		@Order(2)
		MigratorBuilderCustomizer second() {
			return (builder) -> builder.versionTable("second");
		}

		@Bean
		@Order(1)
		MigratorBuilderCustomizer first() {
			return (builder) -> builder.versionTable("first");
		}

	}

	private record DatabaseDetails(TestDatabase database) implements MigrateConnectionDetails {

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

	private record JdbcDetails(TestDatabase database) implements JdbcConnectionDetails {

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

}
