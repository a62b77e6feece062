package dev.migrate.test;

import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.autoconfigure.DatabaseAutogenerateSettings;
import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.runtime.Migrator;
import dev.migrate.test.check.HistoryUnderTest;
import dev.migrate.test.check.RevisionRows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.ClassUtils;

/**
 * The migrators that a test class is about: those of its fields, else those of its
 * application context.
 */
final class TestedMigrators {

	private static final String SPRING = "org.springframework.test.context.junit.jupiter.SpringExtension";

	private final ExtensionContext context;

	private final Class<?> testClass;

	/**
	 * The class and those that it is nested in, from the inside to the outside.
	 */
	private final List<Class<?>> classes;

	TestedMigrators(ExtensionContext context) {
		this.context = context;
		this.testClass = context.getRequiredTestClass();
		List<Class<?>> enclosing = new ArrayList<>(context.getEnclosingTestClasses());
		Collections.reverse(enclosing);
		this.classes = Stream.concat(Stream.of(this.testClass), enclosing.stream()).toList();
	}

	/**
	 * Returns the histories to test.
	 * @return the histories by the names of their migrators; the name is empty if there
	 * is only one
	 */
	Map<String, HistoryUnderTest> histories() {
		Map<String, Migrator> migrators = migrators();
		List<RevisionRows> rows = rows();
		Map<String, HistoryUnderTest> histories = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> histories.put((migrators.size() > 1) ? name : "",
				new HistoryUnderTest(migrator, () -> wanted(migrator), rowsOf(migrator, migrators.values(), rows))));
		return histories;
	}

	/**
	 * Of several migrators, rows are for those that have the revision.
	 */
	private static List<RevisionRows> rowsOf(Migrator migrator, Collection<Migrator> migrators,
			List<RevisionRows> rows) {
		return (migrators.size() == 1) ? rows
				: rows.stream()
					.filter((before) -> before.isFor(migrator) || migrators.stream().noneMatch(before::isFor))
					.toList();
	}

	/**
	 * Returns the name of the migrator that a parameter is about.
	 */
	String nameFor(Parameter parameter) {
		Set<String> names = migrators().keySet();
		if (names.size() == 1) {
			return names.iterator().next();
		}
		Qualifier qualifier = AnnotationSupport.findAnnotation(parameter, Qualifier.class).orElse(null);
		String wanted = (qualifier != null) ? qualifier.value() : parameter.getName();
		return names.stream()
			.filter((name) -> name.equals(wanted))
			.findFirst()
			.or(() -> names.stream().filter((name) -> letters(name).equals(letters(wanted))).findFirst())
			.orElseThrow(() -> new ParameterResolutionException("""
					There are several migrators: %s. Name the parameter %s of type MigrationScenario as one of them, \
					and compile with -parameters.""".formatted(String.join(", ", names), wanted)));
	}

	/**
	 * The name of a bean need not be one that a parameter can have.
	 */
	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns a scenario with the migrator of a name.
	 */
	MigrationScenario scenario(String name) {
		Migrator migrator = Objects.requireNonNull(migrators().get(name));
		return new MigrationScenario(migrator, () -> wanted(migrator));
	}

	private Map<String, Migrator> migrators() {
		Map<String, Migrator> migrators = fields(Migrator.class);
		if (migrators.isEmpty() && isSpringTest()) {
			migrators = BeanFactoryUtils.beansOfTypeIncludingAncestors(Spring.context(this.context), Migrator.class);
		}
		if (migrators.isEmpty()) {
			throw new AssertionFailedError("""
					%s has no Migrator to test: neither a field of that type nor a bean of its application context. \
					Annotate it with @SpringBootTest, and make sure that the application has a DataSource and that \
					migrate.enabled is not false; or give it a field.""".formatted(this.testClass.getName()));
		}
		return migrators;
	}

	private AutogenerateSettings wanted(Migrator migrator) {
		Map<String, TargetSchema> targets = fields(TargetSchema.class);
		if (targets.isEmpty() && isSpringTest()) {
			ApplicationContext application = Spring.context(this.context);
			DatabaseAutogenerateSettings databases = application.getBeanProvider(DatabaseAutogenerateSettings.class)
				.getIfAvailable();
			return (databases != null) ? databases.of(migrator)
					: application.getBeanProvider(AutogenerateSettings.class)
						.getIfAvailable(() -> AutogenerateSettings.of(List.of()));
		}
		return AutogenerateSettings.of(List.copyOf(targets.values()));
	}

	private boolean isSpringTest() {
		return ClassUtils.isPresent(SPRING, getClass().getClassLoader()) && this.classes.stream()
			.flatMap((type) -> AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream())
			.flatMap((extensions) -> Stream.of(extensions.value()))
			.anyMatch((extension) -> extension.getName().equals(SPRING));
	}

	private <T> Map<String, T> fields(Class<T> type) {
		Predicate<Field> ofType = (field) -> type.isAssignableFrom(field.getType());
		Map<String, T> values = new LinkedHashMap<>();
		for (Class<?> declaring : this.classes) {
			ReflectionSupport.findFields(declaring, ofType, HierarchyTraversalMode.TOP_DOWN).forEach((field) -> {
				Object value = value(field, declaring);
				if (value != null) {
					values.put(field.getName(), type.cast(value));
				}
			});
			if (!values.isEmpty()) {
				break;
			}
		}
		return values;
	}

	private @Nullable Object value(Field field, Class<?> declaring) {
		Object instance = this.context.getTestInstances()
			.flatMap((instances) -> instances.getAllInstances().stream().filter(declaring::isInstance).findFirst())
			.orElse(null);
		try {
			return ReflectionSupport.tryToReadFieldValue(field, instance).get();
		}
		catch (Exception ex) {
			throw new AssertionFailedError("The field %s cannot be read.".formatted(field), ex);
		}
	}

	private List<RevisionRows> rows() {
		DefaultResourceLoader resources = new DefaultResourceLoader(this.testClass.getClassLoader());
		List<RevisionRows> rows = new ArrayList<>();
		for (Class<?> annotated : this.classes) {
			for (MigrationData data : AnnotationSupport.findRepeatableAnnotations(annotated, MigrationData.class)) {
				rows.add(new RevisionRows(data.revision(), resources.getResource(data.sql()), data.sql()));
			}
		}
		return rows;
	}

	/**
	 * Spring's test support need not be on the class path.
	 */
	private static final class Spring {

		static ApplicationContext context(ExtensionContext context) {
			return SpringExtension.getApplicationContext(context);
		}

	}

}
