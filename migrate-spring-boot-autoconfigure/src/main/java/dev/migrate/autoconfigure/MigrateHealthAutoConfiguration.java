package dev.migrate.autoconfigure;

import java.util.Map;

import dev.migrate.actuate.MigrationMonitor;
import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.actuate.MigrationsHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the
 * {@link MigrationsHealthIndicator} of the migrator, or of each of several.
 */
@AutoConfiguration(after = MigrateMonitoringAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(MigrationMonitors.class)
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrateHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "migrationsHealthIndicator", "migrationsHealthContributor" })
	HealthContributor migrationsHealthContributor(MigrationMonitors monitors, Environment environment) {
		Map<String, MigrationMonitor> byName = monitors.byName();
		boolean single = byName.size() == 1 && NamedDatabases.of(environment).names().isEmpty();
		return single ? new MigrationsHealthIndicator(byName.values().iterator().next())
				: CompositeHealthContributor.fromMap(byName, MigrationsHealthIndicator::new);
	}

}
