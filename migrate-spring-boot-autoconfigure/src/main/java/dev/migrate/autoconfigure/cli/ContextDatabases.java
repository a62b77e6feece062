package dev.migrate.autoconfigure.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.DatabaseAutogenerateSettings;
import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.database.CommandDatabases;
import dev.migrate.command.project.ProjectSettings;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The databases of the application context and its parents: one for each migrator.
 */
final class ContextDatabases implements CommandDatabases {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	ContextDatabases(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * Returns whether this is the parent of a context that is still to come and that has
	 * the migrator.
	 * @return {@code false} if the command is to be run here
	 */
	boolean mayComeLater() {
		return names().isEmpty() && StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.filter((frame) -> frame.getMethodName().equals("run"))
				.filter((frame) -> SpringApplicationBuilder.class.isAssignableFrom(frame.getDeclaringClass()))
				.count() > 1);
	}

	/**
	 * Returns whether there is a migrator that the properties alone may not describe.
	 */
	boolean hasOwn() {
		return names().stream().anyMatch((name) -> !name.equals(PropertyDatabases.MIGRATOR));
	}

	/**
	 * Removes what runs when a context has been started.
	 */
	void removeRunners() {
		for (Class<?> type : List.of(ApplicationRunner.class, CommandLineRunner.class)) {
			for (String name : this.beanFactory.getBeanNamesForType(type, true, false)) {
				((BeanDefinitionRegistry) this.beanFactory).removeBeanDefinition(name);
			}
		}
	}

	@Override
	public List<CommandDatabase> all() {
		List<String> names = names();
		if (names.isEmpty()) {
			throw MigrateConfigurationException.noDatabase();
		}
		PropertyDatabases properties = new PropertyDatabases(this.environment, this.beanFactory.getBeanClassLoader());
		List<String> order = properties.described().stream().map(CommandDatabase::migratorName).toList();
		return names.stream()
			.sorted(Comparator.comparingInt((name) -> order.contains(name) ? order.indexOf(name) : order.size()))
			.<CommandDatabase>map((name) -> new MigratorBean(name, properties))
			.toList();
	}

	private List<String> names() {
		return List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Migrator.class, true, false));
	}

	private MigrateException explain(BeansException failure, Function<BeansException, MigrateException> otherwise) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrateException ex) {
				return ex;
			}
		}
		String url = this.environment.getProperty("spring.datasource.url");
		if (url != null && lacksDriver(url)) {
			return MigrateConfigurationException.noDriverForUrl(url, failure);
		}
		return analyze(failure)
			.<MigrateException>map((analysis) -> MigrateConfigurationException.analyzed(text(analysis.getDescription()),
					text(analysis.getAction()), failure))
			.orElseGet(() -> otherwise.apply(failure));
	}

	private static boolean lacksDriver(String url) {
		try {
			DriverManager.getDriver(url);
			return false;
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * Asks those who would explain the failure if the application were started.
	 */
	private Optional<FailureAnalysis> analyze(BeansException failure) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, this.beanFactory)
			.and(Environment.class, this.environment);
		return SpringFactoriesLoader.forDefaultResourceLocation(this.beanFactory.getBeanClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, cause) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst();
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text.strip().replaceAll("\\R\\s*", " ") : "";
	}

	/**
	 * The database of a migrator.
	 */
	private final class MigratorBean implements CommandDatabase {

		private final String bean;

		private final Supplier<CommandDatabase> described;

		MigratorBean(String bean, PropertyDatabases properties) {
			this.bean = bean;
			this.described = SingletonSupplier.of(() -> properties.of(bean, this::migrator));
		}

		@Override
		public String name() {
			return this.described.get().name();
		}

		@Override
		public String migratorName() {
			return this.bean;
		}

		@Override
		public String propertyPrefix() {
			return this.described.get().propertyPrefix();
		}

		@Override
		public Migrator migrator() {
			try {
				return ContextDatabases.this.beanFactory.getBean(this.bean, Migrator.class);
			}
			catch (BeansException ex) {
				throw explain(ex, MigrateConfigurationException::connectionNotSetUp);
			}
		}

		@Override
		public @Nullable TenantMigrator tenants() {
			try {
				TenantMigrator tenants = ContextDatabases.this.beanFactory.getBeanProvider(TenantMigrator.class)
					.getIfAvailable();
				return (tenants != null && tenants.migrator() == migrator()) ? tenants : null;
			}
			catch (BeansException ex) {
				throw explain(ex, MigrateConfigurationException::connectionNotSetUp);
			}
		}

		@Override
		public ProjectSettings settings() {
			return this.described.get().settings();
		}

		@Override
		public @Nullable SimpleDriverDataSource direct(DataSource dataSource) {
			return DirectDataSource.of(dataSource);
		}

		@Override
		public Map<String, Class<?>> beanClasses(String type) {
			ConfigurableListableBeanFactory factory = ContextDatabases.this.beanFactory;
			ClassLoader classLoader = factory.getBeanClassLoader();
			if (!ClassUtils.isPresent(type, classLoader)) {
				return Map.of();
			}
			Map<String, Class<?>> classes = new TreeMap<>();
			Class<?> wanted = ClassUtils.resolveClassName(type, classLoader);
			for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(factory, wanted, true, false)) {
				Class<?> found = factory.getType(name, false);
				classes.put(name, (found != null) ? found : wanted);
			}
			return classes;
		}

		@Override
		public <T> T properties(String prefix, T properties) {
			try {
				return Binder.get(ContextDatabases.this.environment)
					.bindOrCreate(prefix, Bindable.ofInstance(properties));
			}
			catch (BindException ex) {
				throw MigrateConfigurationException.invalidProperty(ex);
			}
		}

		@Override
		public AutogenerateSettings autogenerateSettings() {
			try {
				DatabaseAutogenerateSettings settings = ContextDatabases.this.beanFactory
					.getBeanProvider(DatabaseAutogenerateSettings.class)
					.getIfAvailable();
				return (settings != null) ? settings.of(this.bean) : AutogenerateSettings.of(List.of());
			}
			catch (BeansException ex) {
				throw explain(ex, MigrateConfigurationException::comparisonNotSetUp);
			}
		}

	}

}
