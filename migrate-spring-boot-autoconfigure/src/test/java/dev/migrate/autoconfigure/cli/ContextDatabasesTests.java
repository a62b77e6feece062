package dev.migrate.autoconfigure.cli;

import java.util.concurrent.Callable;

import dev.migrate.command.database.CommandDatabase;
import dev.migrate.runtime.Migrator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextDatabases}.
 */
class ContextDatabasesTests {

	@Test
	void theClassesOfBeansAreToldWithoutCreatingThem() {
		DefaultListableBeanFactory parent = new DefaultListableBeanFactory();
		parent.registerBeanDefinition("steps",
				BeanDefinitionBuilder.rootBeanDefinition(Uncreatable.class).getBeanDefinition());
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory(parent);
		beanFactory.registerBeanDefinition("migrator",
				BeanDefinitionBuilder.rootBeanDefinition(Migrator.class).getBeanDefinition());
		CommandDatabase database = new ContextDatabases(beanFactory, new MockEnvironment()).all().get(0);
		assertThat(database.beanClasses(Callable.class.getName())).containsOnlyKeys("steps")
			.containsValue(Uncreatable.class);
		assertThat(database.beanClasses("org.example.Missing")).isEmpty();
	}

	static final class Uncreatable implements Callable<String> {

		Uncreatable() {
			throw new IllegalStateException("must not be created");
		}

		@Override
		public String call() {
			return "";
		}

	}

}
