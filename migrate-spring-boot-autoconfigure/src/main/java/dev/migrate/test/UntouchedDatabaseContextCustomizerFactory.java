package dev.migrate.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Keeps the context of {@link MigrationTests @MigrationTests} from using the
 * application's database: nothing is migrated, neither by Migrate nor by anything else
 * that changes a schema, and no bean is created that nobody asks for.
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

		private static final Map<String, Object> PROPERTIES = Map.of("migrate.mode", "none",
				"spring.jpa.hibernate.ddl-auto", "none", "spring.jpa.properties.hibernate.hbm2ddl.auto", "none",
				"spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "none");

		/**
		 * What the container runs by itself, or before it gives somebody a client of the
		 * database. Most of them need not be on the class path.
		 */
		private static final List<String> RUN_BY_THE_CONTAINER = List.of("org.springframework.boot.ApplicationRunner",
				"org.springframework.boot.CommandLineRunner",
				"org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer",
				"org.springframework.jdbc.datasource.init.DataSourceInitializer",
				"org.springframework.r2dbc.connection.init.ConnectionFactoryInitializer",
				"org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer",
				"liquibase.integration.spring.SpringLiquibase");

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("migrationTests", PROPERTIES));
			context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
			context.addBeanFactoryPostProcessor(UntouchedDatabase::remove);
		}

		private static void remove(ConfigurableListableBeanFactory beanFactory) {
			for (String typeName : RUN_BY_THE_CONTAINER) {
				if (ClassUtils.isPresent(typeName, beanFactory.getBeanClassLoader())) {
					Class<?> type = ClassUtils.resolveClassName(typeName, beanFactory.getBeanClassLoader());
					for (String name : beanFactory.getBeanNamesForType(type, true, false)) {
						((BeanDefinitionRegistry) beanFactory).removeBeanDefinition(name);
					}
				}
			}
		}

	}

}
