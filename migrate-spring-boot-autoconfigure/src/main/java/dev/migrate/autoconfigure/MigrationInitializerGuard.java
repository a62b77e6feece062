package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.cli.LostCommandException;

import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps a running {@link MigrationInitializer} from being taken for a finished one. With
 * {@code spring.main.allow-circular-references=true} a bean that waits for the migration,
 * when a revision asks for it, would otherwise be given an early reference and be created
 * over a half-migrated database. Also keeps it from running in place of a command that
 * did not arrive.
 */
class MigrationInitializerGuard implements SmartInstantiationAwareBeanPostProcessor {

	private final ConfigurableEnvironment environment;

	MigrationInitializerGuard(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer) {
			throw new BeanCurrentlyInCreationException(beanName, "The migration is still running");
		}
		return bean;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer) {
			LostCommandException.check(this.environment);
		}
		return bean;
	}

}
