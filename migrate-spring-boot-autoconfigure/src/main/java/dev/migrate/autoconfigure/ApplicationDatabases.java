package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.start.SharedVersionTables;
import dev.migrate.autoconfigure.start.StartedDatabases;
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
final class ApplicationDatabases implements MigrationStrategy, StartedDatabases {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationDatabases.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final MigratorFactory factory;

	private final NamedDatabases databases;

	private final MigrateProperties properties;

	private final IdentityHashMap<Migrator, DatabaseProperties> named = new IdentityHashMap<>();

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
		List<Migrator> all = new ArrayList<>(candidates);
		for (Map.Entry<String, Migrator> bean : beans.entrySet()) {
			if (isOnlyByQualifier(bean.getKey())) {
				all.add(bean.getValue());
			}
		}
		for (Migrator migrator : all) {
			for (Map.Entry<String, Migrator> bean : beans.entrySet()) {
				if (bean.getValue() == migrator) {
					entries.add(entry(bean.getKey(), migrator));
					break;
				}
			}
		}
		requireNamed(beans);
		warnOfReplaced(entries);
		if (entries.size() > 1) {
			entries.sort(Comparator.comparingInt(Entry::order).thenComparing(Entry::tie));
		}
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

	/**
	 * Returns whether a bean is no default candidate, such as a second one that is not to
	 * be injected where a migrator is asked for without a qualifier.
	 */
	private boolean isOnlyByQualifier(String beanName) {
		return definition(beanName) instanceof AbstractBeanDefinition definition && definition.isAutowireCandidate()
				&& !definition.isDefaultCandidate();
	}

	private @Nullable BeanDefinition definition(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName) ? this.beanFactory.getMergedBeanDefinition(beanName)
				: null;
	}

	private Entry entry(String beanName, Migrator migrator) {
		Optional<String> named = named(beanName, migrator);
		if (named.isPresent()) {
			String name = named.get();
			NamedDatabaseProperties found = this.databases.get(name).properties();
			this.named.put(migrator, found);
			return new Entry(name, beanName, migrator, found.getOrder(), name);
		}
		String name = (migrator.name() != null) ? migrator.name() : beanName;
		return new Entry(name.equals(MigrateAutoConfiguration.MIGRATOR) ? NamedDatabases.UNNAMED : name, beanName,
				migrator, order(beanName), "");
	}

	/**
	 * Returns the name in the properties. A migrator that was built without the builder
	 * of the application does not know it.
	 */
	private Optional<String> named(String beanName, Migrator migrator) {
		String name = migrator.name();
		for (String database : this.databases.names()) {
			if ((name != null) ? database.equals(name)
					: NamedDatabase.beanName(database, "Migrator").equals(beanName)) {
				return Optional.of(database);
			}
		}
		return Optional.empty();
	}

	private int order(String beanName) {
		if (beanName.equals(MigrateAutoConfiguration.MIGRATOR)) {
			return 0;
		}
		Order order = this.beanFactory.findAnnotationOnBean(beanName, Order.class);
		if (order != null) {
			return order.value();
		}
		BeanDefinition definition = definition(beanName);
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
		StringJoiner own = new StringJoiner(", ");
		for (Entry entry : entries) {
			if (!isOfProperties(entry.beanName())) {
				own.add(entry.beanName());
			}
		}
		if (own.length() == 0) {
			return;
		}
		DataSource replaced = defaultDataSource();
		if (replaced != null && !isMigrated(replaced, entries)
				&& this.databases.isUnnamedConfigured(this.factory.classLoader())) {
			logger.warn("{} is not migrated, because {} takes the place of the auto-configured Migrator. Define a"
					+ " Migrator for it as well, or remove yours and set migrate.databases.<name>.data-source"
					+ " instead", describe(replaced), own);
		}
	}

	private static boolean isMigrated(DataSource dataSource, List<Entry> entries) {
		for (Entry entry : entries) {
			DataSource migrated = entry.migrator().dataSource();
			if (migrated == dataSource || SharedVersionTables.isSameDatabase(migrated, dataSource)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns whether properties alone describe the migrator.
	 */
	private boolean isOfProperties(String beanName) {
		BeanDefinition definition = definition(beanName);
		return definition != null && definition.isFallback();
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

	@Override
	public String properties(String name) {
		return this.databases.names().contains(name) ? "migrate.databases.%s.".formatted(name) : "migrate.";
	}

	@Override
	public boolean isMigrated(Migrator migrator) {
		return mode(migrator) != MigrationMode.NONE;
	}

	private MigrationMode mode(Migrator migrator) {
		return this.named.getOrDefault(migrator, this.properties).getMode().unlessTraining();
	}

	/**
	 * Does with a database what its mode says.
	 */
	@Override
	public void migrate(Migrator migrator) {
		mode(migrator).migrate(migrator);
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
