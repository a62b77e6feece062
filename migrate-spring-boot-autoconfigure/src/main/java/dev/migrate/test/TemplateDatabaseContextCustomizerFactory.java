package dev.migrate.test;

import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Gives the context of a test a copy of a migrated database where the property
 * {@code migrate.test.template} says so.
 */
final class TemplateDatabaseContextCustomizerFactory implements ContextCustomizerFactory {

	static final String PROPERTY = "migrate.test.template";

	private static final String JDBC = "org.springframework.jdbc.core.simple.JdbcClient";

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new TemplateDatabase();
	}

	/**
	 * A record, so that classes share the context.
	 */
	private record TemplateDatabase() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			if (context.getEnvironment().getProperty(PROPERTY, Boolean.class, false)
					&& ClassUtils.isPresent(JDBC, context.getClassLoader())) {
				context.addBeanFactoryPostProcessor((beanFactory) -> beanFactory
					.addBeanPostProcessor(new TemplateDatabasePostProcessor(beanFactory)));
			}
		}

	}

}
