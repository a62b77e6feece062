package dev.migrate.autoconfigure;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a {@link Migrator} for each database that has a name, unless the application
 * has defined that bean. Where one migrator is asked for, the one of the database without
 * a name comes first.
 */
final class NamedDatabaseRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final BeanFactory beanFactory;

	NamedDatabaseRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		NamedDatabases databases = NamedDatabases.of(this.environment);
		databases.warnOfUnknownProperties(this.environment);
		for (String name : databases.names()) {
			String beanName = NamedDatabase.beanName(name, "Migrator");
			if (!this.beanFactory.containsBean(beanName)) {
				registry.registerBeanDefinition(beanName, definition(name));
			}
			else if (!this.beanFactory.isTypeMatch(beanName, Migrator.class)) {
				throw MigrateConfigurationException.migratorNameTaken(name, beanName);
			}
		}
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(Migrator.class);
		definition.setFactoryBeanName(MigratorFactory.BEAN_NAME);
		definition.setFactoryMethodName("createNamed");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setFallback(true);
		return definition;
	}

}
