package dev.migrate.autoconfigure;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.autoconfigure.city.CityService;
import dev.migrate.autoconfigure.failure.MigrationDependencyException;
import dev.migrate.runtime.failure.InvalidMigrationClassException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BeanFactoryMigrationFactory}: what a revision can have while the
 * application starts, and what it cannot.
 */
@ExtendWith(PostgresExtension.class)
class BeanFactoryMigrationFactoryTests {

	private static @Nullable Object revision;

	@Test
	void everyJdbcInterfaceIsOnTheConnectionOfTheMigration(TestDatabase database) {
		TestApplications.withJdbc(database).withUserConfiguration(create(OnJdbc.class)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(((OnJdbc) revision()).backends).hasSize(5)
				.containsOnly(context.getBean(MigrationConnection.class).backend);
		});
	}

	@Test
	void otherParametersAreResolvedAsInAnyBean(TestDatabase database) {
		TestApplications.withJdbc(database)
			.withUserConfiguration(create(OnBeans.class))
			.withPropertyValues("answer=42")
			.withBean("one", Greeting.class, () -> new Greeting("one"))
			.withBean("other", Greeting.class, () -> new Greeting("other"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(((OnBeans) revision()).seen).containsExactly(42, "other", false, 2L);
			});
	}

	@Test
	void awareInterfacesAndPostConstructWork(TestDatabase database) {
		TestApplications.on(database).withUserConfiguration(create(Aware.class)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(((Aware) revision()).environment).isSameAs(context.getEnvironment());
			assertThat(((Aware) revision()).constructed).isTrue();
		});
	}

	@Test
	void annotatedConstructorIsChosenAmongSeveral(TestDatabase database) {
		TestApplications.on(database)
			.withUserConfiguration(create(AnnotatedConstructor.class))
			.run((context) -> assertThat(((AnnotatedConstructor) revision()).jdbc).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(classes = { OnEntityManagerFactory.class, OnRepository.class, OnService.class, OnOptionalService.class,
			OnListOfServices.class })
	void beanThatWaitsForTheMigrationIsRefused(Class<?> type, TestDatabase database) {
		refuses(TestApplications.withJpa(database), type);
	}

	@ParameterizedTest
	@ValueSource(
			classes = { OnEntityManagerFactory.class, OnRepository.class, OnService.class, OnListOfServices.class })
	void beanThatWaitsForTheMigrationIsRefusedWithCircularReferencesAllowed(Class<?> type, TestDatabase database) {
		refuses(TestApplications.withJpa(database).withAllowCircularReferences(true), type);
	}

	private static void refuses(ApplicationContextRunner application, Class<?> type) {
		application.withUserConfiguration(create(type), Service.class).run((context) -> {
			MigrationDependencyException failure = Failures.find(context, MigrationDependencyException.class);
			assertThat(failure.getRevision()).isEqualTo(type);
			assertThat(failure.getProblem())
				.contains("a " + type.getDeclaredConstructors()[0].getParameterTypes()[0].getTypeName() + " (");
			FailureAnalysis analysis = Failures.analyze(context);
			assertThat(analysis.getDescription())
				.contains(type.getName(), "parameter 1", "not created until the migration is done")
				.doesNotContainIgnoringCase("circular");
			assertThat(analysis.getAction()).contains("JdbcClient");
		});
	}

	@Test
	void waitingBeanIsNamedWhenItIsRefused(TestDatabase database) {
		TestApplications.withJpa(database)
			.withUserConfiguration(create(OnEntityManagerFactory.class))
			.run((context) -> assertThat(Failures.find(context, MigrationDependencyException.class).getBeanName())
				.isEqualTo("entityManagerFactory"));
	}

	@Test
	void waitingBeanBehindAProviderIsExplainedWhenTheRevisionAsksForIt(TestDatabase database) {
		TestApplications.withJpa(database)
			.withUserConfiguration(create(OnProvider.class, (revision) -> ((OnProvider) revision).use()), Service.class)
			.run((context) -> {
				FailureAnalysis analysis = Failures.analyze(context);
				assertThat(analysis.getDescription()).contains("Revision failed", "'cityService'",
						"not created until the migration is done");
				assertThat(analysis.getAction()).contains("JdbcClient");
			});
	}

	@Test
	void waitingBeanIsRefusedAfterTheStartAsWell(TestDatabase database) {
		TestApplications.withJpa(database).withUserConfiguration(Service.class).run((context) -> {
			BeanFactoryMigrationFactory factory = new BeanFactoryMigrationFactory(
					(ConfigurableListableBeanFactory) context.getAutowireCapableBeanFactory(),
					context.getBean(DataSource.class));
			for (Class<?> type : List.of(OnEntityManagerFactory.class, OnRepository.class, OnService.class,
					OnListOfServices.class)) {
				assertThatExceptionOfType(MigrationDependencyException.class)
					.isThrownBy(() -> factory.create(type, context.getBean(JdbcTemplate.class)));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OnDataSource.class, OnProviderOfDataSource.class, OnQualifiedDataSource.class })
	void secondConnectionToTheMigratedDatabaseIsRefused(Class<?> type, TestDatabase database) {
		TestApplications.on(database).withUserConfiguration(create(type)).run((context) -> {
			MigrationDependencyException failure = Failures.find(context, MigrationDependencyException.class);
			assertThat(failure).hasMessageContaining("second connection").hasMessageContaining("JdbcClient");
		});
	}

	@Test
	void qualifiedDataSourceOfAnotherDatabaseIsGiven(TestDatabase database) {
		TestApplications.withJdbc(database)
			.withUserConfiguration(create(OnLegacyDataSource.class), LegacyDataSource.class)
			.withBean(TestDatabase.class, () -> database)
			.run((context) -> assertThat(((OnLegacyDataSource) revision()).dataSource)
				.isSameAs(context.getBean("legacy")));
	}

	@Test
	void qualifiedJdbcClientIsNotTakenForTheOneOfTheMigration(TestDatabase database) {
		TestApplications.withJdbc(database)
			.withUserConfiguration(create(OnQualifiedJdbcClient.class))
			.run((context) -> assertThat(Failures.find(context, MigrationDependencyException.class).getBeanName())
				.isEqualTo("jdbcClient"));
	}

	@Test
	void missingBeanIsNamed(TestDatabase database) {
		TestApplications.on(database)
			.withUserConfiguration(create(OnGreeting.class))
			.run((context) -> assertThat(Failures.find(context, MigrationDependencyException.class))
				.hasMessageContaining(OnGreeting.class.getName())
				.hasMessageContaining(Greeting.class.getName()));
	}

	@ParameterizedTest
	@ValueSource(classes = { SeveralConstructors.class, AbstractRevision.class, InnerRevision.class,
			FailingConstructor.class })
	void classThatCannotBeInstantiatedIsNamed(Class<?> type, TestDatabase database) {
		TestApplications.on(database)
			.withUserConfiguration(create(type))
			.run((context) -> assertThat(Failures.find(context, InvalidMigrationClassException.class))
				.hasMessageContaining(type.getName()));
	}

	private static Class<?> create(Class<?> type) {
		return create(type, (revision) -> {
		});
	}

	private static Class<?> create(Class<?> type, Consumer<Object> use) {
		CreatesRevision.type = type;
		CreatesRevision.use = use;
		revision = null;
		return CreatesRevision.class;
	}

	private static Object revision() {
		return Objects.requireNonNull(revision);
	}

	/**
	 * Creates a revision at the moment when the engine would, on a connection that is not
	 * the pool's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CreatesRevision {

		private static Class<?> type = Object.class;

		private static Consumer<Object> use = (revision) -> {
		};

		@Bean
		MigrationConnection migrationConnection(DataSource dataSource) {
			return new MigrationConnection(dataSource);
		}

		@Bean
		MigrationStrategy createsRevision(ConfigurableListableBeanFactory beanFactory, DataSource dataSource,
				MigrationConnection connection) {
			return (migrator) -> {
				migrator.upgrade();
				revision = new BeanFactoryMigrationFactory(beanFactory, dataSource).create(type,
						new JdbcTemplate(connection.open()));
				use.accept(revision);
				connection.close();
			};
		}

	}

	static class MigrationConnection {

		private final DataSource dataSource;

		private @Nullable SingleConnectionDataSource connection;

		private int backend;

		MigrationConnection(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		DataSource open() {
			try {
				this.connection = new SingleConnectionDataSource(this.dataSource.getConnection(), true);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			this.backend = JdbcClient.create(this.connection)
				.sql("SELECT pg_backend_pid()")
				.query(Integer.class)
				.single();
			return this.connection;
		}

		void close() {
			if (this.connection != null) {
				this.connection.destroy();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Service {

		@Bean
		CityService cityService(CityRepository cities) {
			return new CityService(cities);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LegacyDataSource {

		@Bean(defaultCandidate = false)
		@Qualifier("legacy")
		DataSource legacy(TestDatabase database) {
			return database.dataSource();
		}

	}

	/**
	 * What the engine wraps a failure of a revision in.
	 */
	private static final class RevisionFailedException extends MigrateException {

		private RevisionFailedException(Exception cause) {
			super("Revision failed.", "Fix it.", cause);
		}

	}

	record Greeting(String text) {

	}

	@SuppressWarnings("UnusedMethod")
	private static final class OnJdbc {

		private final List<Integer> backends;

		private OnJdbc(JdbcClient client, JdbcOperations operations, JdbcTemplate template,
				NamedParameterJdbcOperations namedOperations, NamedParameterJdbcTemplate namedTemplate) {
			String sql = "SELECT pg_backend_pid()";
			this.backends = List.of(client.sql(sql).query(Integer.class).single(),
					JdbcClient.create(operations).sql(sql).query(Integer.class).single(),
					JdbcClient.create(template).sql(sql).query(Integer.class).single(),
					JdbcClient.create(namedOperations).sql(sql).query(Integer.class).single(),
					JdbcClient.create(namedTemplate).sql(sql).query(Integer.class).single());
		}

	}

	static class OnBeans {

		private final List<Object> seen;

		OnBeans(@Value("${answer}") int answer, @Qualifier("other") Greeting greeting, Optional<StringBuilder> missing,
				ObjectProvider<Greeting> greetings) {
			this.seen = List.of(answer, greeting.text(), missing.isPresent(), greetings.stream().count());
		}

	}

	static class Aware implements EnvironmentAware {

		private @Nullable Environment environment;

		private boolean constructed;

		@Override
		public void setEnvironment(Environment environment) {
			this.environment = environment;
		}

		@PostConstruct
		void construct() {
			this.constructed = true;
		}

	}

	static class AnnotatedConstructor {

		private final @Nullable JdbcClient jdbc;

		AnnotatedConstructor() {
			this.jdbc = null;
		}

		@Autowired
		AnnotatedConstructor(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

	}

	static class OnEntityManagerFactory {

		OnEntityManagerFactory(EntityManagerFactory entityManagerFactory) {
		}

	}

	static class OnRepository {

		OnRepository(CityRepository cities) {
		}

	}

	static class OnService {

		OnService(CityService service) {
		}

	}

	static class OnOptionalService {

		OnOptionalService(Optional<CityService> service) {
		}

	}

	static class OnListOfServices {

		OnListOfServices(List<CityService> services) {
		}

	}

	static class OnProvider {

		private final ObjectProvider<CityService> services;

		OnProvider(ObjectProvider<CityService> services) {
			this.services = services;
		}

		private void use() {
			try {
				this.services.getObject();
			}
			catch (BeansException ex) {
				throw new RevisionFailedException(ex);
			}
		}

	}

	static class OnDataSource {

		OnDataSource(DataSource dataSource) {
		}

	}

	static class OnProviderOfDataSource {

		OnProviderOfDataSource(ObjectProvider<DataSource> dataSource) {
		}

	}

	static class OnQualifiedDataSource {

		OnQualifiedDataSource(@Qualifier("dataSource") DataSource dataSource) {
		}

	}

	static class OnLegacyDataSource {

		private final DataSource dataSource;

		OnLegacyDataSource(@Qualifier("legacy") DataSource dataSource) {
			this.dataSource = dataSource;
		}

	}

	static class OnQualifiedJdbcClient {

		OnQualifiedJdbcClient(@Qualifier("jdbcClient") JdbcClient jdbc) {
		}

	}

	static class OnGreeting {

		OnGreeting(Greeting greeting) {
		}

	}

	static class SeveralConstructors {

		SeveralConstructors() {
		}

		SeveralConstructors(JdbcClient jdbc) {
		}

	}

	abstract static class AbstractRevision {

	}

	@SuppressWarnings("ClassCanBeStatic")
	class InnerRevision {

	}

	static class FailingConstructor {

		FailingConstructor() {
			throw new IllegalStateException("Not today");
		}

	}

}
