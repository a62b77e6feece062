package dev.migrate.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.MigrationInitializer;
import dev.migrate.runtime.Migrator;
import dev.migrate.test.database.MigratedDatabases;
import dev.migrate.test.database.TestDatabase;
import dev.migrate.test.database.TestDatabaseException;
import dev.migrate.test.database.TestServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;
import org.springframework.util.StopWatch;

/**
 * Before anything of the context uses its database, replaces that by a copy of one that
 * has all revisions. The initializer then finds nothing to do. The copy is dropped after
 * the context has closed its connections.
 */
final class TemplateDatabasePostProcessor implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(TemplateDatabasePostProcessor.class);

	private static final List<String> URL_PROPERTIES = List.of("jdbcUrl", "url", "URL");

	private static final String CONNECTION_FACTORY = "io.r2dbc.spi.ConnectionFactory";

	private final ConfigurableListableBeanFactory beanFactory;

	TemplateDatabasePostProcessor(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer) {
			rejectR2dbc();
			this.beanFactory.getBeansOfType(Migrator.class).forEach(this::replace);
		}
		return bean;
	}

	private void rejectR2dbc() {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			if (isConnectionFactory(this.beanFactory.getType(name, false))) {
				throw notReplaced("the application also reaches it over R2DBC, by the bean " + name);
			}
		}
	}

	private static boolean isConnectionFactory(@Nullable Class<?> type) {
		return type != null && ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.anyMatch((implemented) -> implemented.getName().equals(CONNECTION_FACTORY));
	}

	private void replace(String name, Migrator migrator) {
		String url = url(migrator.dataSource());
		if (url == null) {
			throw notReplaced("the data source of the migrator %s has no URL".formatted(name));
		}
		List<DataSource> affected = new ArrayList<>(List.of(migrator.dataSource()));
		List<String> beanNames = new ArrayList<>();
		this.beanFactory.getBeansOfType(DataSource.class).forEach((beanName, dataSource) -> {
			if (url.equals(url(dataSource))) {
				affected.add(dataSource);
				beanNames.add(beanName);
			}
		});
		StopWatch watch = new StopWatch();
		watch.start();
		TestServer server = TestServer.of(migrator.dataSource(), migrator.inspection().schemas());
		TestDatabase copy = new MigratedDatabases(migrator, server).create(migrator.target());
		watch.stop();
		logger.info("Tests use {}, a copy of a database with all revisions, ready in {} ms", copy.name(),
				watch.getTotalTimeMillis());
		dropAfter(beanNames, name, copy);
		affected.forEach((dataSource) -> lead(dataSource, copy.url()));
	}

	/**
	 * A bean is destroyed after those that depend on it.
	 */
	private void dropAfter(List<String> dataSources, String migrator, TestDatabase copy) {
		String beanName = "migrateTestDatabase." + migrator;
		((DefaultSingletonBeanRegistry) this.beanFactory).registerDisposableBean(beanName, copy::close);
		dataSources.forEach((dataSource) -> this.beanFactory.registerDependentBean(beanName, dataSource));
	}

	private static void lead(DataSource dataSource, String url) {
		BeanWrapper properties = PropertyAccessorFactory
			.forBeanPropertyAccess(DataSourceUnwrapper.unwrapRoot(dataSource));
		String property = Objects.requireNonNull(urlProperty(properties));
		if (!url.equals(properties.getPropertyValue(property))) {
			try {
				properties.setPropertyValue(property, url);
			}
			catch (RuntimeException ex) {
				throw notReplaced("its DataSource does not take another URL: " + ex.getMessage());
			}
		}
	}

	private static @Nullable String url(DataSource dataSource) {
		BeanWrapper properties = PropertyAccessorFactory
			.forBeanPropertyAccess(DataSourceUnwrapper.unwrapRoot(dataSource));
		String property = urlProperty(properties);
		return (property != null) ? (String) properties.getPropertyValue(property) : null;
	}

	private static @Nullable String urlProperty(BeanWrapper properties) {
		return URL_PROPERTIES.stream()
			.filter((property) -> properties.isReadableProperty(property) && properties.isWritableProperty(property)
					&& properties.getPropertyValue(property) instanceof String)
			.findFirst()
			.orElse(null);
	}

	private static TestDatabaseException notReplaced(String reason) {
		return TestDatabaseException.notReplaced(TemplateDatabaseContextCustomizerFactory.PROPERTY, reason);
	}

}
