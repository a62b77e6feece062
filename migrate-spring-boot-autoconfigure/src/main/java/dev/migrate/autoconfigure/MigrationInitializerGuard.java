package dev.migrate.autoconfigure;

import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;

/**
 * Keeps a running {@link MigrationInitializer} from being taken for a finished one. With
 * {@code spring.main.allow-circular-references=true} a bean that waits for the migration,
 * when a revision asks for it, would otherwise be given an early reference and be created
 * over a half-migrated database.
 */
class MigrationInitializerGuard implements SmartInstantiationAwareBeanPostProcessor {

	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer) {
			throw new BeanCurrentlyInCreationException(beanName, "The migration is still running");
		}
		return bean;
	}

}
