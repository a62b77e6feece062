package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.start.SharedVersionTables;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The databases that a start migrates: the one without a name, those that have one, and
 * those of the {@link Migrator} beans that an application defines itself.
 */
final class ApplicationDatabases implements MigrationStrategy {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationDatabases.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final MigratorFactory factory;

	private final NamedDatabases databases;

	private final MigrateProperties properties;

	ApplicationDatabases(ConfigurableListableBeanFactory beanFactory, MigratorFactory factory, NamedDatabases databases,
			MigrateProperties properties) {
		this.beanFactory = beanFactory;
		this.factory = factory;
		this.databases = databases;
		this.properties = properties;
	}

	/**
	 * Returns the migrators by their names, in the order in which they are to be taken.
	 * @param candidates the migrators of the application in the order of their beans
	 */
	Map<String, Migrator> inOrder(List<Migrator> candidates) {
		Map<String, Migrator> beans = BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, Migrator.class);
		List<Entry> entries = new ArrayList<>();
		for (Migrator migrator : candidates) {
			beans.entrySet()
				.stream()
				.filter((bean) -> bean.getValue() == migrator)
				.findFirst()
				.ifPresent((bean) -> entries.add(entry(bean.getKey(), migrator)));
		}
		requireNamed(beans);
		warnOfReplaced(entries);
		entries.sort(Comparator.comparingInt(Entry::order).thenComparing(Entry::tie));
		Map<String, Migrator> ordered = new LinkedHashMap<>();
		for (Entry entry : entries) {
			if (ordered.putIfAbsent(entry.name(), entry.migrator()) != null) {
				throw MigrateConfigurationException.migratorsNamedAlike(entry.name(),
						entries.stream()
							.filter((other) -> other.name().equals(entry.name()))
							.map(Entry::beanName)
							.toList());
			}
		}
		return ordered;
	}

	private Entry entry(String beanName, Migrator migrator) {
		String name = migrator.name();
		if (name != null && this.databases.names().contains(name)) {
			return new Entry(name, beanName, migrator, this.databases.get(name).properties().getOrder(), name);
		}
		return new Entry((name != null) ? name : beanName, beanName, migrator, order(beanName), "");
	}

	private int order(String beanName) {
		if (beanName.equals(MigrateAutoConfiguration.MIGRATOR)) {
			return 0;
		}
		Order order = this.beanFactory.findAnnotationOnBean(beanName, Order.class);
		if (order != null) {
			return order.value();
		}
		BeanDefinition definition = this.beanFactory.containsBeanDefinition(beanName)
				? this.beanFactory.getMergedBeanDefinition(beanName) : null;
		return (definition != null
				&& definition.getAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE) instanceof Integer value) ? value
						: Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Bean definitions are made when an application is processed ahead of time.
	 */
	private void requireNamed(Map<String, Migrator> beans) {
		for (String name : this.databases.names()) {
			if (!beans.containsKey(NamedDatabase.beanName(name, "Migrator"))) {
				throw MigrateConfigurationException.databaseAddedAfterBuild(name);
			}
		}
	}

	private void warnOfReplaced(List<Entry> entries) {
		String own = entries.stream()
			.filter((entry) -> !entry.beanName().equals(MigrateAutoConfiguration.MIGRATOR)
					&& !this.databases.names().contains(entry.name()))
			.map(Entry::beanName)
			.collect(Collectors.joining(", "));
		if (own.isEmpty() || !this.databases.isUnnamedConfigured(this.factory.classLoader())) {
			return;
		}
		DataSource replaced = defaultDataSource();
		if (replaced != null && entries.stream()
			.noneMatch((entry) -> SharedVersionTables.isSameDatabase(entry.migrator().dataSource(), replaced))) {
			logger.warn("{} is not migrated, because {} takes the place of the auto-configured Migrator. Define a"
					+ " Migrator for it as well, or remove yours and set migrate.databases.<name>.data-source"
					+ " instead", describe(replaced), own);
		}
	}

	private @Nullable DataSource defaultDataSource() {
		try {
			return this.factory.defaultDataSource();
		}
		catch (MigrateException ex) {
			// None would have been migrated
			return null;
		}
	}

	private String describe(DataSource dataSource) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class))
			.filter((name) -> this.beanFactory.getBean(name) == dataSource)
			.findFirst()
			.map("The DataSource '%s'"::formatted)
			.orElse("The database of migrate.url");
	}

	/**
	 * Does with a database what its mode says.
	 */
	@Override
	public void migrate(Migrator migrator) {
		String name = migrator.name();
		DatabaseProperties found = (name != null && this.databases.names().contains(name))
				? this.databases.get(name).properties() : this.properties;
		found.getMode().unlessTraining().migrate(migrator);
	}

	@Override
	public void migrate(TenantMigrator tenants) {
		this.properties.getMode().unlessTraining().migrate(tenants);
	}

	/**
	 * A migrator and when it is taken.
	 */
	private record Entry(String name, String beanName, Migrator migrator, int order, String tie) {

	}

}
