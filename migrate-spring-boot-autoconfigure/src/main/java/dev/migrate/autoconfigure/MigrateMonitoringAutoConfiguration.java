package dev.migrate.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.actuate.MigrationsInfoContributor;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link MigrationMonitors}
 * that health, info and metrics share, and for the {@link MigrationsInfoContributor}.
 */
@AutoConfiguration(after = MigrateAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
public final class MigrateMonitoringAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationMonitors migrationMonitors(ListableBeanFactory beanFactory, ObjectProvider<TenantMigrator> tenants,
			MigrateProperties properties) {
		return new MigrationMonitors(() -> migrators(beanFactory), tenants::getIfAvailable,
				properties.getMonitoring().getCacheTimeToLive());
	}

	private static Map<String, Migrator> migrators(ListableBeanFactory beanFactory) {
		Map<String, Migrator> migrators = new LinkedHashMap<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, Migrator.class)
			.forEach((beanName, migrator) -> migrators.put(Objects.requireNonNullElse(migrator.name(), beanName),
					migrator));
		return migrators;
	}

	@Bean
	MigratorBuilderCustomizer migrationMonitorsCustomizer(MigrationMonitors monitors) {
		return (builder) -> builder.listener(monitors);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
	static class InfoConfiguration {

		@Bean
		@ConditionalOnEnabledInfoContributor(value = "migrations", fallback = InfoContributorFallback.DISABLE)
		@ConditionalOnMissingBean
		MigrationsInfoContributor migrationsInfoContributor(MigrationMonitors monitors) {
			return new MigrationsInfoContributor(monitors);
		}

	}

}
