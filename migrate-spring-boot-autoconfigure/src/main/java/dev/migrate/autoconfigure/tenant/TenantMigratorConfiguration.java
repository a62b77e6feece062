package dev.migrate.autoconfigure.tenant;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantDataSources;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantMigratorBuilder;
import dev.migrate.runtime.tenant.TenantSchemas;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.function.SingletonSupplier;

/**
 * The {@link TenantMigrator} of an application that says where its tenants are: with
 * {@code migrate.tenants.schemas}, a {@link TenantSchemas} or a {@link TenantDataSources}
 * bean.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(TenantMigratorConfiguration.TenantCondition.class)
@ConditionalOnMissingBean(TenantMigrator.class)
@EnableConfigurationProperties(TenantProperties.class)
public class TenantMigratorConfiguration {

	private static final String MIGRATOR = "migrator";

	@Bean
	TenantMigrator tenantMigrator(TenantProperties properties, ListableBeanFactory beanFactory,
			ObjectProvider<TenantSchemas> schemas, ObjectProvider<TenantDataSources> dataSources,
			ObjectProvider<DataSourcePoolMetadataProvider> pools, Environment environment) {
		Migrator migrator = migrator(beanFactory, environment);
		try {
			TenantMigratorBuilder builder = TenantMigrator.builder(migrator)
				.concurrency(properties.getConcurrency())
				.canary(properties.getCanary())
				.onFailure(properties.getOnFailure())
				.createSchemas(properties.isCreateSchemas())
				.others(SingletonSupplier.of(new OtherSchemas(migrator, beanFactory)))
				.threads(ParallelStart::run);
			locate(builder, properties.getSchemas(), schemas.getIfAvailable(), dataSources.getIfAvailable());
			if (dataSources.getIfAvailable() == null) {
				builder.concurrency(
						limit(properties.getConcurrency(), migrator.dataSource(), pools.orderedStream().toList()));
			}
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw MigrateConfigurationException.invalidValue("migrate.tenants", String.valueOf(ex.getMessage()), ex);
		}
	}

	private static Migrator migrator(ListableBeanFactory beanFactory, Environment environment) {
		if (beanFactory.containsBean(MIGRATOR) && beanFactory.isTypeMatch(MIGRATOR, Migrator.class)) {
			return beanFactory.getBean(MIGRATOR, Migrator.class);
		}
		List<Migrator> unnamed = beanFactory.getBeanProvider(Migrator.class)
			.orderedStream()
			.filter((migrator) -> migrator.name() == null)
			.toList();
		if (unnamed.size() == 1) {
			return unnamed.get(0);
		}
		Migrator only = beanFactory.getBeanProvider(Migrator.class).getIfUnique();
		if (only == null || isOfProperties(only, environment)) {
			throw MigrateConfigurationException.noMigratorOfTenants();
		}
		return only;
	}

	/**
	 * Returns whether a migrator has properties under a name, and so scripts that are not
	 * those of the tenants.
	 */
	private static boolean isOfProperties(Migrator migrator, Environment environment) {
		return Binder.get(environment)
			.bind("migrate.databases", Bindable.mapOf(String.class, Object.class))
			.map((databases) -> databases.containsKey(migrator.name()))
			.orElse(false);
	}

	private static void locate(TenantMigratorBuilder builder, List<String> names, @Nullable TenantSchemas schemas,
			@Nullable TenantDataSources dataSources) {
		if (Stream.of(!names.isEmpty(), schemas != null, dataSources != null).filter((there) -> there).count() > 1) {
			throw MigrateConfigurationException.tenantsTwice();
		}
		if (dataSources != null) {
			builder.dataSources(dataSources);
		}
		else if (schemas != null) {
			builder.schemas(schemas);
		}
		else {
			builder.schemas(names);
		}
	}

	private static int limit(int wanted, DataSource dataSource, List<DataSourcePoolMetadataProvider> pools) {
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(pools)
			.getDataSourcePoolMetadata(dataSource);
		Integer size = (pool != null) ? pool.getMax() : null;
		return (size != null && size > 0) ? Math.min(wanted, Math.max(1, size - 1)) : wanted;
	}

	/**
	 * The application says where its tenants are.
	 */
	static final class TenantCondition extends AnyNestedCondition {

		TenantCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(TenantSchemas.class)
		static final class OnSchemas {

		}

		@ConditionalOnBean(TenantDataSources.class)
		static final class OnDataSources {

		}

		@Conditional(OnSchemasProperty.class)
		static final class OnProperty {

		}

	}

	/**
	 * Schemas are configured.
	 */
	static final class OnSchemasProperty implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Binder.get(context.getEnvironment())
				.bind("migrate.tenants.schemas", Bindable.listOf(String.class))
				.map((schemas) -> !schemas.isEmpty())
				.orElse(false);
		}

	}

}
