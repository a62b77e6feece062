package dev.migrate.autoconfigure.entities;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.hibernate.HibernateTargetSchema;
import dev.migrate.hibernate.PersistenceUnit;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.SmartPersistenceUnitInfo;

/**
 * The entity manager factories of the application, Spring Boot's own and those that it
 * declares itself. Each factory bean is created once more from its definition, as far as
 * its settings are known, and never started. So nothing of the application changes, and
 * Hibernate asks no database.
 */
public final class EntityManagerFactories implements DeclaredTargets {

	private static final String VALIDATION_MODE = "jakarta.persistence.validation.mode";

	private final ConfigurableListableBeanFactory beanFactory;

	public EntityManagerFactories(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Reads what the entities of the factories want.
	 * @return the targets in the order in which the beans are declared, those of parent
	 * contexts last
	 */
	@Override
	public List<DeclaredTarget> targets() {
		List<DeclaredTarget> targets = new ArrayList<>();
		Set<String> seen = new LinkedHashSet<>();
		for (BeanFactory current = this.beanFactory; current instanceof ConfigurableListableBeanFactory factory; current = factory
			.getParentBeanFactory()) {
			for (String name : names(factory)) {
				if (seen.add(name)) {
					add(name, factory, targets);
				}
			}
		}
		return targets;
	}

	private static Set<String> names(ConfigurableListableBeanFactory factory) {
		Set<String> names = new LinkedHashSet<>();
		for (Class<?> type : List.of(EntityManagerFactory.class, AbstractEntityManagerFactoryBean.class)) {
			for (String name : factory.getBeanNamesForType(type, true, false)) {
				names.add(BeanFactoryUtils.transformedBeanName(name));
			}
		}
		return names;
	}

	private void add(String name, ConfigurableListableBeanFactory owner, List<DeclaredTarget> targets) {
		if (!owner.containsBeanDefinition(name) || !owner.isFactoryBean(name)) {
			targets.add(unreadable(name));
			return;
		}
		Recorded recorded = read(name, owner);
		if (recorded == null) {
			targets.add(unreadable(name));
		}
		else if (recorded.isHibernate()) {
			targets.add(recorded.target(name, owner));
		}
	}

	/**
	 * Reads the settings of a factory bean. They come out of the bean while the
	 * application is told that it is being created, because the method of a configuration
	 * class would otherwise return the bean of the application.
	 * @return the settings, or {@code null} if the bean does not tell them
	 */
	private static @Nullable Recorded read(String name, ConfigurableListableBeanFactory owner) {
		AtomicReference<Object> created = new AtomicReference<>();
		try {
			Object existing = ((DefaultSingletonBeanRegistry) owner).getSingleton(name, () -> {
				created.set(new Workshop(owner).create(name, owner.getMergedBeanDefinition(name)));
				throw new BeanCreationNotAllowedException(name, "Only its settings are read");
			});
			return (existing instanceof LocalContainerEntityManagerFactoryBean factory) ? Recorded.of(factory) : null;
		}
		catch (BeanCreationException ex) {
			if (created.get() == null) {
				throw ex;
			}
			return (created.get() instanceof Recorded recorded) ? recorded : null;
		}
	}

	/**
	 * Returns the target of a factory whose settings only it knows.
	 */
	private static DeclaredTarget unreadable(String name) {
		TargetSchema schema = (database) -> {
			throw MigrateConfigurationException.unreadableEntityManagerFactory(name);
		};
		return new DeclaredTarget(name, name, true, null, schema);
	}

	/**
	 * Where factory beans are created and not started: below the bean factory of the
	 * application, whose beans and post-processors take part.
	 */
	private static final class Workshop extends DefaultListableBeanFactory {

		Workshop(ConfigurableListableBeanFactory parent) {
			super(parent);
			copyConfigurationFrom(parent);
			addBeanPostProcessor(new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					return (bean instanceof LocalContainerEntityManagerFactoryBean factory)
							? Recorded.withoutStarting(factory) : new Object();
				}

			});
		}

		Object create(String name, BeanDefinition definition) {
			RootBeanDefinition copy = new RootBeanDefinition((RootBeanDefinition) definition);
			copy.setScope(BeanDefinition.SCOPE_PROTOTYPE);
			copy.setInitMethodName(null);
			copy.setDestroyMethodName(null);
			return createBean(name, copy, null);
		}

	}

	/**
	 * What a factory bean would have built its factory with.
	 */
	private record Recorded(@Nullable PersistenceProvider provider, @Nullable PersistenceUnitInfo unit,
			Map<String, Object> settings, @Nullable DataSource dataSource) {

		/**
		 * Returns what a factory has been started with.
		 */
		static Recorded of(LocalContainerEntityManagerFactoryBean factory) {
			return new Recorded(factory.getPersistenceProvider(), factory.getPersistenceUnitInfo(),
					factory.getJpaPropertyMap(), factory.getDataSource());
		}

		static Recorded withoutStarting(LocalContainerEntityManagerFactoryBean factory) {
			JpaVendorAdapter vendor = factory.getJpaVendorAdapter();
			PersistenceProvider provider = factory.getPersistenceProvider();
			if (provider == null && vendor != null) {
				provider = vendor.getPersistenceProvider();
			}
			PersistenceUnitRecorder recorder = new PersistenceUnitRecorder();
			factory.setPersistenceProvider(recorder);
			factory.setBootstrapExecutor(null);
			factory.afterPropertiesSet();
			return new Recorded(provider, recorder.unit(), recorder.settings(), factory.getDataSource());
		}

		boolean isHibernate() {
			if (this.provider != null || this.unit == null) {
				return this.provider instanceof HibernatePersistenceProvider;
			}
			String name = this.unit.getPersistenceProviderClassName();
			return name == null || name.equals(HibernatePersistenceProvider.class.getName());
		}

		DeclaredTarget target(String bean, ConfigurableListableBeanFactory owner) {
			PersistenceUnitInfo info = Objects.requireNonNull(this.unit);
			Map<String, Object> all = new LinkedHashMap<>();
			info.getProperties().forEach((name, value) -> all.put(String.valueOf(name), value));
			all.putAll(this.settings);
			ValidationMode validation = info.getValidationMode();
			if (validation != null && validation != ValidationMode.AUTO) {
				all.putIfAbsent(VALIDATION_MODE, validation.name());
			}
			ClassLoader classLoader = info.getClassLoader();
			if (classLoader == null) {
				classLoader = owner.getBeanClassLoader();
			}
			String name = String.valueOf(info.getPersistenceUnitName());
			PersistenceUnit entities = new PersistenceUnit(name, info.getManagedClassNames(),
					(info instanceof SmartPersistenceUnitInfo smart) ? smart.getManagedPackages() : List.of(),
					info.getMappingFileNames(), all,
					(classLoader != null) ? classLoader : EntityManagerFactories.class.getClassLoader());
			return new DeclaredTarget(bean, name, true, dataSource(info, all), new HibernateTargetSchema(entities));
		}

		private @Nullable DataSource dataSource(PersistenceUnitInfo info, Map<String, Object> settings) {
			for (Object candidate : new @Nullable Object[] { this.dataSource,
					settings.get(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE),
					settings.get(JdbcSettings.JAKARTA_JTA_DATASOURCE), settings.get("hibernate.connection.datasource"),
					info.getNonJtaDataSource(), info.getJtaDataSource() }) {
				if (candidate instanceof DataSource dataSource) {
					return dataSource;
				}
			}
			for (String name : List.of(JdbcSettings.JAKARTA_JDBC_URL, "hibernate.connection.url")) {
				if (settings.get(name) instanceof String url) {
					return new DriverManagerDataSource(url);
				}
			}
			return null;
		}

	}

}
