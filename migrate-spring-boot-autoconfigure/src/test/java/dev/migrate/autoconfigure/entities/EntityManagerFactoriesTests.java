package dev.migrate.autoconfigure.entities;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.city.City;
import dev.migrate.autogenerate.TargetDatabase;
import dev.migrate.autogenerate.WantedSchema;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link EntityManagerFactories}. There is no database behind any of them.
 */
class EntityManagerFactoriesTests {

	private static final TargetDatabase POSTGRESQL = new TargetDatabase("PostgreSQL", 17, "public");

	@Test
	void findsTheEntitiesOfAllFactoriesAndStartsNone() {
		try (Unstarted parent = new Unstarted(Parent.class, null);
				Unstarted context = new Unstarted(Factories.class, parent)) {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			List<DeclaredTarget> targets = new EntityManagerFactories(beanFactory).targets();
			assertThat(targets).extracting(DeclaredTarget::bean, DeclaredTarget::unit)
				.containsExactlyInAnyOrder(tuple("billingFactory", "billing"), tuple("ordersFactory", "orders"),
						tuple("started", "started"), tuple("parentFactory", "default"));
			DeclaredTarget billing = target("billingFactory", targets);
			assertThat(billing.dataSource()).isInstanceOf(TransactionAwareDataSourceProxy.class);
			assertThat(tables(billing)).containsExactly("billing_city");
			assertThat(tables(target("ordersFactory", targets))).containsExactly("countries");
			assertThat(tables(target("parentFactory", targets))).containsExactly("city");
			assertThatExceptionOfType(MigrateException.class)
				.isThrownBy(() -> target("started", targets).schema().read(POSTGRESQL))
				.withMessageContaining("'started'");
			for (String name : List.of("billingFactory", "ordersFactory", "eclipse", "started", "initializer")) {
				assertThat(beanFactory.containsSingleton(name)).as(name).isFalse();
			}
			assertThat(parent.getBeanFactory().containsSingleton("parentFactory")).isFalse();
		}
	}

	private static DeclaredTarget target(String bean, List<DeclaredTarget> targets) {
		return targets.stream().filter((target) -> target.bean().equals(bean)).findFirst().orElseThrow();
	}

	private static List<String> tables(DeclaredTarget target) {
		WantedSchema schema = target.schema().read(POSTGRESQL);
		return schema.tables().stream().map((table) -> table.name().name()).toList();
	}

	private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, String... packages) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setPackagesToScan(packages);
		HibernateJpaVendorAdapter adapter = new HibernateJpaVendorAdapter();
		adapter.setGenerateDdl(true);
		factory.setJpaVendorAdapter(adapter);
		return factory;
	}

	/**
	 * A context that creates no singletons, as when a command runs.
	 */
	private static final class Unstarted extends AnnotationConfigApplicationContext {

		Unstarted(Class<?> configuration, @Nullable ApplicationContext parent) {
			setParent(parent);
			register(configuration);
			refresh();
		}

		@Override
		protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
			beanFactory.freezeConfiguration();
		}

	}

	@Configuration
	static class Factories {

		@Bean
		DataSource billing() {
			return new DriverManagerDataSource("jdbc:postgresql://localhost:1/billing");
		}

		@Bean
		@DependsOn("initializer")
		LocalContainerEntityManagerFactoryBean billingFactory() {
			LocalContainerEntityManagerFactoryBean factory = factory(
					new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(billing())),
					City.class.getPackageName());
			factory.setPersistenceUnitName("billing");
			return factory;
		}

		/** A customizer of the application. */
		@Bean
		static BeanPostProcessor prefix() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof LocalContainerEntityManagerFactoryBean factory
							&& beanName.equals("billingFactory")) {
						factory.setJpaPropertyMap(Map.of("hibernate.physical_naming_strategy", new Prefix()));
					}
					return bean;
				}

			};
		}

		@Bean
		AbstractEntityManagerFactoryBean ordersFactory() {
			LocalContainerEntityManagerFactoryBean factory = factory(
					new DriverManagerDataSource("jdbc:postgresql://localhost:1/orders"));
			factory.setPersistenceUnitName("orders");
			factory.setMappingResources("dev/migrate/autoconfigure/mapped/orm.xml");
			Properties properties = new Properties();
			properties.setProperty("hibernate.hbm2ddl.auto", "create");
			factory.setJpaProperties(properties);
			return factory;
		}

		@Bean
		LocalContainerEntityManagerFactoryBean eclipse() {
			LocalContainerEntityManagerFactoryBean factory = factory(billing(), City.class.getPackageName());
			factory.setPersistenceProvider((PersistenceProvider) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { PersistenceProvider.class }, (proxy, method, arguments) -> {
						throw new IllegalStateException("It would start");
					}));
			return factory;
		}

		@Bean
		EntityManagerFactory started() {
			throw new IllegalStateException("It would connect to its database");
		}

		@Bean
		Object initializer() {
			throw new IllegalStateException("It would migrate");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Parent {

		@Bean
		LocalContainerEntityManagerFactoryBean parentFactory() {
			return factory(new DriverManagerDataSource("jdbc:postgresql://localhost:1/parent"),
					City.class.getPackageName());
		}

	}

	/**
	 * Has a constructor that is not public, so that only an instance can be used.
	 */
	private static final class Prefix extends PhysicalNamingStrategyStandardImpl {

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
			return Identifier.toIdentifier("billing_" + name.getText());
		}

	}

}
