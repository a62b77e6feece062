package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.MigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.MigrateDataSource;
import dev.migrate.autoconfigure.datasource.MigrationDataSourceSelector;
import dev.migrate.autoconfigure.datasource.PropertiesMigrateConnectionDetails;
import dev.migrate.autoconfigure.datasource.R2dbcMigrateConnectionDetails;
import dev.migrate.autoconfigure.schemamanagement.AdoptedTools;
import dev.migrate.autoconfigure.schemamanagement.MigrateSchemaManagementProvider;
import dev.migrate.autoconfigure.schemamanagement.SchemaManagementConflicts;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.autoconfigure.tenant.TenantMigratorConfiguration;
import dev.migrate.autoconfigure.tenant.TenantPropertyNames;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.runtime.tenant.TenantMigrator;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
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
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Migrate: a {@link Migrator} for
 * the application's database, or for each of several, and a {@link MigrationInitializer}
 * that upgrades it before any other bean uses it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBooleanProperty(name = "migrate.enabled", matchIfMissing = true)
@Conditional(MigrateAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties(MigrateProperties.class)
@Import({ DatabaseInitializationDependencyConfigurer.class, NamedDatabaseRegistrar.class,
		TenantMigratorConfiguration.class })
public final class MigrateAutoConfiguration {

	/**
	 * The bean name of the auto-configured migrator.
	 */
	static final String MIGRATOR = "migrator";

	@Configuration(proxyBeanMethods = false)
	static class ConnectionConfiguration {

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

	}

	@Configuration(proxyBeanMethods = false)
	static class BuilderConfiguration {

		@Bean(MigratorFactory.BEAN_NAME)
		MigratorFactory migrateMigratorFactory(ObjectProvider<MigrateConnectionDetails> connectionDetails,
				@MigrateDataSource ObjectProvider<DataSource> migrateDataSource, ObjectProvider<DataSource> dataSources,
				ApplicationEventPublisher eventPublisher, ResourceLoader resourceLoader, Environment environment,
				ConfigurableListableBeanFactory beanFactory) {
			return new MigratorFactory(beanFactory, environment, resourceLoader, eventPublisher,
					new MigrationDataSourceSelector(beanFactory, migrateDataSource, dataSources), connectionDetails);
		}

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		@ConditionalOnMissingBean
		MigratorBuilder migratorBuilder(MigratorFactory factory, MigrateProperties properties) {
			return factory.builderForBean(properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(Migrator.class)
	@Conditional(UnnamedDatabaseCondition.class)
	static class MigratorConfiguration {

		@Bean(MIGRATOR)
		Migrator migrator(MigratorFactory factory, MigrateProperties properties) {
			return factory.create(properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AutogenerateConfiguration {

		@Bean
		@Lazy
		DatabaseAutogenerateSettings migrateDatabaseAutogenerateSettings(MigrateProperties properties,
				Environment environment, ListableBeanFactory beanFactory, ResourceLoader resourceLoader) {
			return new DatabaseAutogenerateSettings(properties, environment, beanFactory, resourceLoader);
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
		MigrationInitializer migrationInitializer(ConfigurableListableBeanFactory beanFactory,
				ObjectProvider<Migrator> migrators, ObjectProvider<MigrationStrategy> strategy,
				ObjectProvider<DataSourcePoolMetadataProvider> pools, ObjectProvider<TenantMigrator> tenants,
				MigratorFactory factory, MigrateProperties properties, Environment environment) {
			ApplicationDatabases databases = new ApplicationDatabases(beanFactory, factory,
					NamedDatabases.of(environment), properties);
			TenantMigrator migratorOfTenants = tenants.getIfAvailable();
			TenantPropertyNames.check(environment, migratorOfTenants != null);
			return new MigrationInitializer(databases.inOrder(migrators.orderedStream().toList()), databases,
					strategy.getIfAvailable(() -> databases),
					properties.isParallel() ? new ParallelStart(poolSizes(pools.orderedStream().toList())) : null,
					migratorOfTenants);
		}

		private static Function<DataSource, @Nullable Integer> poolSizes(List<DataSourcePoolMetadataProvider> pools) {
			DataSourcePoolMetadataProvider all = new CompositeDataSourcePoolMetadataProvider(pools);
			return (dataSource) -> {
				DataSourcePoolMetadata pool = all.getDataSourcePoolMetadata(dataSource);
				return (pool != null) ? pool.getMax() : null;
			};
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
			List<AdoptedTools> adopted = new ArrayList<>();
			if (migrates(properties)) {
				adopted.add(new AdoptedTools(environment, properties.getAdopt(), properties.getLocations()));
			}
			NamedDatabases.of(environment)
				.all()
				.stream()
				.filter((database) -> migrates(database.properties()))
				.map((database) -> adoptedTools(database, properties, environment))
				.forEach(adopted::add);
			return new SchemaManagementConflicts(
					!adopted.isEmpty() ? properties.getOnOtherSchemaManager() : MismatchPolicy.IGNORE, adopted,
					environment, resourceLoader);
		}

		private static boolean migrates(DatabaseProperties database) {
			return database.getMode().unlessTraining() != MigrationMode.NONE;
		}

		private static AdoptedTools adoptedTools(NamedDatabase database, MigrateProperties shared,
				Environment environment) {
			NamedDatabaseProperties properties = database.properties();
			String url = properties.getUrl();
			return new AdoptedTools(environment, "migrate.databases." + database.name(), properties.getAdopt(),
					properties.getLocations(), (url != null && !url.equals(shared.getUrl())) ? url : null,
					properties.getDataSource());
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

		@Conditional(OnNamedDatabase.class)
		static final class OnNamedDatabases {

		}

	}

	/**
	 * There is a database without a name.
	 */
	static final class UnnamedDatabaseCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ClassLoader classLoader = context.getClassLoader();
			return NamedDatabases.of(context.getEnvironment())
				.isUnnamedPresent(
						(classLoader != null) ? classLoader : MigrateAutoConfiguration.class.getClassLoader());
		}

	}

	/**
	 * There are databases with names.
	 */
	static final class OnNamedDatabase implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !NamedDatabases.of(context.getEnvironment()).names().isEmpty();
		}

	}

}
