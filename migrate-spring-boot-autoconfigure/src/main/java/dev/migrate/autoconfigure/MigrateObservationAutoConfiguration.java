package dev.migrate.autoconfigure;

import dev.migrate.actuate.MigrationObservations;
import dev.migrate.actuate.MigrationRevisionObservationConvention;
import dev.migrate.actuate.MigrationRunObservationConvention;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.runtime.Migrator;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the
 * {@link MigrationObservations}.
 */
@AutoConfiguration(after = MigrateAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(Migrator.class)
public final class MigrateObservationAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(MigrateObservationAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	MigrationObservations migrationObservations(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<MigrationRunObservationConvention> runConvention,
			ObjectProvider<MigrationRevisionObservationConvention> revisionConvention) {
		return new MigrationObservations(() -> ParallelStart.onStartingThread(() -> find(registry)),
				() -> ParallelStart.onStartingThread(runConvention::getIfAvailable),
				() -> ParallelStart.onStartingThread(revisionConvention::getIfAvailable));
	}

	@Bean
	MigratorBuilderCustomizer migrationObservationsCustomizer(MigrationObservations observations) {
		return (builder) -> builder.listener(observations::listener);
	}

	/**
	 * Migrating is more important than watching it: a registry that needs a bean which
	 * waits for the migration must not keep the application from starting.
	 */
	private static ObservationRegistry find(ObjectProvider<ObservationRegistry> registry) {
		try {
			return registry.getIfUnique(() -> ObservationRegistry.NOOP);
		}
		catch (BeansException ex) {
			logger.warn(
					"This migration is not observed, because the ObservationRegistry is not available before it:"
							+ " {}. Make sure that what the registry needs does not depend on the database",
					Secrets.withoutUrls(String.valueOf(ex.getMostSpecificCause().getMessage())));
			logger.debug("Why the ObservationRegistry is not available", MaskedException.of(ex, Secrets::withoutUrls));
			return ObservationRegistry.NOOP;
		}
	}

}
