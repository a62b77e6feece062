package dev.migrate.autoconfigure.injection;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.runtime.failure.InvalidMigrationClassException;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The constructor that a Java revision is created with: its only one, or its only one
 * with {@link Autowired @Autowired}. Neither the class nor the constructor need be
 * public.
 */
public final class RevisionConstructor {

	private RevisionConstructor() {
	}

	public static Constructor<?> of(Class<?> revision) {
		if (revision.isInterface() || Modifier.isAbstract(revision.getModifiers())) {
			throw new InvalidMigrationClassException(revision.getName(), "is abstract", "Make it a concrete class.");
		}
		if (revision.isMemberClass() && !Modifier.isStatic(revision.getModifiers())) {
			throw new InvalidMigrationClassException(revision.getName(),
					"is an inner class that needs an outer instance",
					"Make it a top-level class or a static nested one.");
		}
		Constructor<?>[] constructors = revision.getDeclaredConstructors();
		if (constructors.length == 1) {
			return constructors[0];
		}
		List<Constructor<?>> autowired = Stream.<Constructor<?>>of(constructors)
			.filter((constructor) -> AnnotatedElementUtils.hasAnnotation(constructor, Autowired.class))
			.toList();
		if (autowired.size() == 1) {
			return autowired.get(0);
		}
		throw new InvalidMigrationClassException(
				revision.getName(), "has " + constructors.length + " constructors, "
						+ (autowired.isEmpty() ? "none" : autowired.size()) + " of them with @Autowired",
				"Keep one of them, or annotate one with @Autowired.");
	}

	public static Object instantiate(Constructor<?> constructor, Object[] arguments) {
		try {
			return BeanUtils.instantiateClass(constructor, arguments);
		}
		catch (BeanInstantiationException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new InvalidMigrationClassException(constructor.getDeclaringClass().getName(),
					"has a constructor that fails with " + cause, "Fix the constructor.", cause);
		}
	}

}
