package dev.migrate.hibernate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.ValidatorFactory;
import org.hibernate.HibernateException;
import org.hibernate.boot.beanvalidation.IntegrationException;
import org.hibernate.boot.beanvalidation.ValidationMode;
import org.hibernate.boot.internal.ClassLoaderAccessImpl;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.cfg.ValidationSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Lets Hibernate turn the constraints of Bean Validation into those of columns, if there
 * is a validator and the settings do not forbid it.
 */
final class ValidationConstraints {

	private static final String VALIDATION_API = "jakarta.validation.ConstraintViolation";

	private static final String DESCRIPTOR = "META-INF/validation.xml";

	// Not public, so it is called by reflection. It is what a session factory calls.
	private static final String ACTIVATOR = "org.hibernate.boot.beanvalidation.TypeSafeActivator";

	private final MetadataImplementor metadata;

	private final ServiceRegistry registry;

	private final ConfigurationService configuration;

	ValidationConstraints(MetadataImplementor metadata, ServiceRegistry registry) {
		this.metadata = metadata;
		this.registry = registry;
		this.configuration = registry.requireService(ConfigurationService.class);
	}

	void apply() {
		Set<ValidationMode> modes = modes();
		if (modes.contains(ValidationMode.AUTO) || modes.contains(ValidationMode.DDL)) {
			boolean wanted = this.configuration.getSetting("hibernate.validator.apply_to_ddl",
					StandardConverters.BOOLEAN, true);
			if (wanted && ClassUtils.isPresent(VALIDATION_API, getClass().getClassLoader())) {
				Validator.apply(this, modes.contains(ValidationMode.DDL));
			}
		}
	}

	private Set<ValidationMode> modes() {
		Map<String, Object> settings = this.configuration.getSettings();
		Object mode = settings.get(ValidationSettings.JAKARTA_VALIDATION_MODE);
		return ValidationMode
			.parseValidationModes((mode != null) ? mode : settings.get("javax.persistence.validation.mode"));
	}

	/**
	 * Returns the entities that have constraints, or all of them if a file may say which
	 * there are.
	 */
	private Collection<PersistentClass> constrained() {
		if (this.registry.requireService(ClassLoaderService.class).locateResource(DESCRIPTOR) != null) {
			return this.metadata.getEntityBindings();
		}
		ConstrainedClasses classes = new ConstrainedClasses();
		return this.metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity.getClassName() != null && classes.contain(entity.getMappedClass()))
			.toList();
	}

	/**
	 * What needs the classes of Bean Validation.
	 */
	private static final class Validator {

		static void apply(ValidationConstraints constraints, boolean required) {
			Object configured = constraints.configuration.getSettings()
				.get(ValidationSettings.JAKARTA_VALIDATION_FACTORY);
			if (configured instanceof ValidatorFactory factory) {
				apply(constraints, factory, constraints.metadata.getEntityBindings());
				return;
			}
			Collection<PersistentClass> entities = constraints.constrained();
			ValidatorFactory factory = (entities.isEmpty() && !required) ? null : factory(required);
			if (factory != null) {
				try (factory) {
					apply(constraints, factory, entities);
				}
			}
		}

		private static @Nullable ValidatorFactory factory(boolean required) {
			try {
				return Validation.buildDefaultValidatorFactory();
			}
			catch (NoProviderFoundException ex) {
				if (required) {
					throw new IntegrationException("The validation mode 'ddl' needs a provider of Bean Validation", ex);
				}
				return null;
			}
			catch (ValidationException ex) {
				throw new IntegrationException("The provider of Bean Validation cannot be started", ex);
			}
		}

		private static void apply(ValidationConstraints constraints, ValidatorFactory factory,
				Collection<PersistentClass> entities) {
			ClassLoaderService classes = constraints.registry.requireService(ClassLoaderService.class);
			Method method = Arrays.stream(classes.classForName(ACTIVATOR).getMethods())
				.filter((candidate) -> candidate.getName().equals("applyRelationalConstraints")
						&& candidate.getParameterCount() == 5
						&& candidate.getParameterTypes()[1].equals(Collection.class))
				.findFirst()
				.orElseThrow(() -> new HibernateException(
						"This version of Hibernate has another way to apply the constraints of Bean Validation"));
			ReflectionUtils.makeAccessible(method);
			try {
				method.invoke(null, factory, entities, constraints.configuration.getSettings(),
						constraints.metadata.getDatabase().getDialect(), new ClassLoaderAccessImpl(null, classes));
			}
			catch (InvocationTargetException ex) {
				throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IntegrationException(
						"The constraints of Bean Validation cannot be applied", ex.getCause());
			}
			catch (IllegalAccessException ex) {
				throw new IntegrationException("The constraints of Bean Validation cannot be applied", ex);
			}
		}

	}

}
