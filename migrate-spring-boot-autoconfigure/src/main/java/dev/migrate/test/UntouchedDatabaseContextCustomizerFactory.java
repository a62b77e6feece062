package dev.migrate.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Keeps the context of {@link MigrationTests @MigrationTests} from using the
 * application's database: nothing is migrated, and no bean is created that nobody asks
 * for.
 */
final class UntouchedDatabaseContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, MigrationTests.class) ? new UntouchedDatabase()
				: null;
	}

	/**
	 * A record, so that classes share the context.
	 */
	private record UntouchedDatabase() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("migrationTests", Map.of("migrate.mode", "none")));
			context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
			context.addBeanFactoryPostProcessor(UntouchedDatabase::removeRunners);
		}

		private static void removeRunners(ConfigurableListableBeanFactory beanFactory) {
			for (Class<?> type : List.of(ApplicationRunner.class, CommandLineRunner.class)) {
				for (String name : beanFactory.getBeanNamesForType(type, true, false)) {
					((BeanDefinitionRegistry) beanFactory).removeBeanDefinition(name);
				}
			}
		}

	}

}
