package dev.migrate.autoconfigure;

import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.MigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.MigrateDataSource;
import dev.migrate.autoconfigure.datasource.MigrationDataSourceSelector;
import dev.migrate.autoconfigure.datasource.PropertiesMigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.R2dbcMigrateConnectionDetails;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.schemamanagement.MigrateSchemaManagementProvider;
import dev.migrate.autoconfigure.schemamanagement.SchemaManagementConflicts;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.schema.naming.NamingConvention.Kind;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Migrate: a {@link Migrator} for
 * the application's database, and a {@link MigrationInitializer} that upgrades it before
 * any other bean uses it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
@Conditional(MigrateAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties(MigrateProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class MigrateAutoConfiguration {

	/**
	 * The bean name of the auto-configured migrator.
	 */
	static final String MIGRATOR = "migrator";

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(Migrator.class)
	static class MigratorConfiguration {

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ ConnectionFactory.class, OptionsCapableConnectionFactory.class })
		@ConditionalOnBean(ConnectionFactory.class)
		@ConditionalOnMissingBean({ DataSource.class, MigrateConnectionDetails.class })
		static class R2dbcConfiguration {

			@Bean
			R2dbcMigrateConnectionDetails migrateConnectionDetails(MigrateProperties properties,
					ObjectProvider<ConnectionFactory> connectionFactories) {
				return new R2dbcMigrateConnectionDetails(properties.getUrl(), properties.getUser(),
						properties.getPassword(), properties.getDriverClassName(), connectionFactories);
			}

		}

		@Bean
		@ConditionalOnMissingBean(MigrateConnectionDetails.class)
		PropertiesMigrateConnectionDetails migrateConnectionDetails(MigrateProperties properties) {
			return new PropertiesMigrateConnectionDetails(properties.getUrl(), properties.getUser(),
					properties.getPassword(), properties.getDriverClassName());
		}

		@Bean(MIGRATOR)
		Migrator migrator(MigrateProperties properties, ObjectProvider<MigrateConnectionDetails> connectionDetails,
				@MigrateDataSource ObjectProvider<DataSource> migrateDataSource, ObjectProvider<DataSource> dataSources,
				ObjectProvider<MigratorBuilderCustomizer> customizers, ObjectProvider<MigrationCallback> callbacks,
				ApplicationEventPublisher eventPublisher, ResourceLoader resourceLoader,
				ConfigurableListableBeanFactory beanFactory) {
			DataSource dataSource = new MigrationDataSourceSelector(beanFactory, migrateDataSource, dataSources)
				.select(connectionDetails);
			try {
				MigratorBuilder builder = Migrator.builder(dataSource)
					.locations(properties.getLocations())
					.target(properties.getTarget())
					.schema(properties.getSchema())
					.createSchema(properties.isCreateSchema())
					.versionTableSchema(properties.getVersionTableSchema())
					.versionTable(properties.getVersionTable())
					.historyTable(properties.getHistoryTable())
					.placeholders(properties.getPlaceholders())
					.transaction(properties.getTransaction())
					.onAhead(properties.getOnAhead())
					.onModified(properties.getOnModified())
					.lockMode(properties.getLock().getMode())
					.lockLease(properties.getLock().getLease())
					.lockMaxWait(properties.getLock().getMaxWait())
					.lockTimeout(properties.getSession().getLockTimeout())
					.statementTimeout(properties.getSession().getStatementTimeout())
					.idleInTransactionTimeout(properties.getSession().getIdleInTransactionTimeout())
					.networkTimeout(properties.getSession().getNetworkTimeout())
					.retry(retryPolicy(properties.getRetry()))
					.naming(namingConvention(properties.getNaming()))
					.listener(new EventPublisher(eventPublisher))
					.listener(new StartupStepRecorder(beanFactory.getApplicationStartup()))
					.callbacks(new CallbackBeans(callbacks))
					.migrationFactory(new BeanFactoryMigrationFactory(beanFactory, dataSource));
				ClassLoader classLoader = resourceLoader.getClassLoader();
				if (classLoader != null) {
					builder.classLoader(classLoader);
				}
				customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
				return builder.build();
			}
			catch (IllegalArgumentException ex) {
				throw MigrateConfigurationException.invalidValue(String.valueOf(ex.getMessage()), ex);
			}
		}

		private static RetryPolicy retryPolicy(RetryProperties retry) {
			return new RetryPolicy(retry.getMaxAttempts(), retry.getInitialDelay(), retry.getMultiplier(),
					retry.getMaxDelay(), retry.getJitter());
		}

		private static NamingConvention namingConvention(NamingProperties naming) {
			return new NamingConvention(Map.of(Kind.PRIMARY_KEY, naming.getPk(), Kind.FOREIGN_KEY, naming.getFk(),
					Kind.UNIQUE, naming.getUq(), Kind.CHECK, naming.getCk(), Kind.INDEX, naming.getIx(), Kind.EXCLUSION,
					naming.getEx()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AutogenerateConfiguration {

		@Bean
		@Lazy
		DatabaseAutogenerateSettings migrateDatabaseAutogenerateSettings(MigrateProperties properties,
				ListableBeanFactory beanFactory, ResourceLoader resourceLoader) {
			return new DatabaseAutogenerateSettings(properties, beanFactory, resourceLoader);
		}

		@Bean
		@Lazy
		@ConditionalOnMissingBean
		AutogenerateSettings migrateAutogenerateSettings(DatabaseAutogenerateSettings databases) {
			return databases.ofMain();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitializerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MigrationInitializer migrationInitializer(ObjectProvider<Migrator> migrators,
				ObjectProvider<MigrationStrategy> strategy, MigrateProperties properties) {
			return new MigrationInitializer(migrators.orderedStream().toList(),
					strategy.getIfAvailable(() -> properties.getMode().unlessTraining()));
		}

		@Bean
		MigrationRestoreLifecycle migrationRestoreLifecycle(ObjectProvider<MigrationInitializer> initializers) {
			return new MigrationRestoreLifecycle(initializers.orderedStream().toList());
		}

		@Bean
		static MigrationInitializerGuard migrationInitializerGuard() {
			return new MigrationInitializerGuard();
		}

		@Bean
		static LazyInitializationExcludeFilter migrationLazyInitializationExcludeFilter() {
			return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SchemaManagementConfiguration {

		@Bean
		MigrateSchemaManagementProvider migrateSchemaManagementProvider(ObjectProvider<Migrator> migrators) {
			return new MigrateSchemaManagementProvider(migrators);
		}

		@Bean
		static SchemaManagementConflicts migrateSchemaManagementConflicts(MigrateProperties properties,
				Environment environment, ResourceLoader resourceLoader) {
			boolean migrates = properties.getMode().unlessTraining() != MigrationMode.NONE;
			return new SchemaManagementConflicts(
					migrates ? properties.getOnOtherSchemaManager() : MismatchPolicy.IGNORE, environment,
					resourceLoader);
		}

	}

	/**
	 * There is a database to migrate.
	 */
	static final class DatabaseCondition extends AnyNestedCondition {

		DatabaseCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(DataSource.class)
		static final class OnDataSource {

		}

		@ConditionalOnBean(JdbcConnectionDetails.class)
		static final class OnJdbcConnectionDetails {

		}

		@ConditionalOnBean(type = "io.r2dbc.spi.ConnectionFactory")
		static final class OnConnectionFactory {

		}

		@ConditionalOnBean(MigrateConnectionDetails.class)
		static final class OnMigrateConnectionDetails {

		}

		@ConditionalOnBean(Migrator.class)
		static final class OnMigrator {

		}

		@ConditionalOnProperty("migrate.url")
		static final class OnUrl {

		}

	}

}
