package dev.migrate.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.Set;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.failure.MigrationDependencyException;
import dev.migrate.autoconfigure.injection.MigrationJdbc;
import dev.migrate.autoconfigure.injection.RevisionConstructor;
import dev.migrate.autoconfigure.injection.WaitingBeans;
import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.runtime.run.MigrationFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * {@link MigrationFactory} that creates a revision by constructor injection. Spring's
 * JDBC interfaces are those of the migration's own connection; every other parameter is
 * resolved by the {@link BeanFactory}, with {@code @Qualifier}, {@code @Value},
 * {@code ObjectProvider} and {@code Optional} as in any bean. What waits for the
 * migration, or would open a second connection to its database, is refused with a
 * {@link MigrationDependencyException}. Aware interfaces and {@code @PostConstruct} work;
 * the revision is neither a bean nor ever a proxy.
 *
 * <p>
 * The auto-configured migrator has one; give one to each
 * {@link dev.migrate.runtime.Migrator} that you define yourself.
 */
public class BeanFactoryMigrationFactory implements MigrationFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final DataSource dataSource;

	private final WaitingBeans waitingBeans;

	/**
	 * Creates a factory.
	 * @param beanFactory the bean factory that resolves the parameters
	 * @param dataSource the data source that is migrated
	 */
	public BeanFactoryMigrationFactory(ConfigurableListableBeanFactory beanFactory, DataSource dataSource) {
		this.beanFactory = beanFactory;
		this.dataSource = dataSource;
		this.waitingBeans = new WaitingBeans(beanFactory, MigrationInitializer.class);
	}

	@Override
	public Object create(Class<?> type, JdbcOperations jdbc) {
		return ParallelStart.onStartingThread(() -> newRevision(type, jdbc));
	}

	private Object newRevision(Class<?> type, JdbcOperations jdbc) {
		Constructor<?> constructor = RevisionConstructor.of(type);
		Parameter[] parameters = constructor.getParameters();
		@Nullable Object[] arguments = new Object[parameters.length];
		for (int index = 0; index < parameters.length; index++) {
			arguments[index] = resolve(parameters[index], new MethodParameter(constructor, index), jdbc);
		}
		Object revision = RevisionConstructor.instantiate(constructor, arguments);
		return this.beanFactory.initializeBean(revision,
				type.getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
	}

	private @Nullable Object resolve(Parameter parameter, MethodParameter method, JdbcOperations jdbc) {
		boolean qualified = AnnotatedElementUtils.isAnnotated(parameter, Qualifier.class);
		if (!qualified && MigrationJdbc.supports(parameter.getType())) {
			Object argument = MigrationJdbc.adapt(parameter.getType(), jdbc);
			if (argument != null) {
				return argument;
			}
		}
		Class<?> wanted = wanted(method);
		if (!qualified && MigrationJdbc.supports(wanted)) {
			throw MigrationDependencyException.waiting(parameter, null, null);
		}
		if (!qualified && DataSource.class.isAssignableFrom(wanted)) {
			throw MigrationDependencyException.secondConnection(parameter);
		}
		Object argument = resolve(parameter, method);
		if (argument instanceof DataSource other && isMigrated(other)) {
			throw MigrationDependencyException.secondConnection(parameter);
		}
		return argument;
	}

	private @Nullable Object resolve(Parameter parameter, MethodParameter method) {
		Set<String> beanNames = new LinkedHashSet<>();
		Object argument;
		try {
			argument = this.beanFactory.resolveDependency(new RevisionDependency(parameter, method),
					parameter.getDeclaringExecutable().getDeclaringClass().getName(), beanNames, null);
		}
		catch (BeansException ex) {
			throw this.waitingBeans.isCauseOf(ex)
					? MigrationDependencyException.waiting(parameter, outermostBeanName(ex), ex)
					: MigrationDependencyException.unresolvable(parameter, ex);
		}
		beanNames.stream().filter(this.waitingBeans::contains).findFirst().ifPresent((beanName) -> {
			throw MigrationDependencyException.waiting(parameter, beanName, null);
		});
		return argument;
	}

	private static @Nullable String outermostBeanName(BeansException failure) {
		return (failure instanceof BeanCreationException ex) ? ex.getBeanName() : null;
	}

	/**
	 * Returns what a parameter asks for in the end, past {@code Optional},
	 * {@code ObjectProvider}, {@code List} or {@code Map}.
	 * @param parameter the parameter of a constructor
	 * @return the innermost type
	 */
	private static Class<?> wanted(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		while (type.hasGenerics()) {
			ResolvableType[] generics = type.getGenerics();
			type = generics[generics.length - 1];
		}
		return type.resolve(Object.class);
	}

	private boolean isMigrated(DataSource other) {
		return DataSourceUnwrapper.unwrapRoot(other).equals(DataSourceUnwrapper.unwrapRoot(this.dataSource));
	}

	/**
	 * Refuses a waiting bean before it is created, not after.
	 */
	private final class RevisionDependency extends DependencyDescriptor {

		private final transient Parameter parameter;

		private RevisionDependency(Parameter parameter, MethodParameter method) {
			super(method, true);
			this.parameter = parameter;
		}

		@Override
		public Object resolveCandidate(String beanName, Class<?> requiredType, BeanFactory beanFactory) {
			if (BeanFactoryMigrationFactory.this.waitingBeans.contains(beanName)) {
				throw MigrationDependencyException.waiting(this.parameter, beanName, null);
			}
			return super.resolveCandidate(beanName, requiredType, beanFactory);
		}

	}

}
