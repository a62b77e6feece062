package dev.migrate.autoconfigure;

import dev.migrate.actuate.MigrationMetrics;
import dev.migrate.actuate.MigrationMonitors;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link MigrationMetrics}.
 */
@AutoConfiguration(after = MigrateMonitoringAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(MigrationMonitors.class)
public final class MigrateMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationMetrics migrationMetrics(MigrationMonitors monitors) {
		return new MigrationMetrics(monitors);
	}

	@Bean
	MigratorBuilderCustomizer migrationMetricsCustomizer(MigrationMetrics metrics) {
		return (builder) -> builder.listener(metrics::listener);
	}

}
