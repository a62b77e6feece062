package dev.migrate.hibernate;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.validation.Constraint;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes whose attributes have constraints of Bean Validation, so that a
 * validator is only started, which takes a while, if there is something to ask it.
 */
final class ConstrainedClasses {

	private final Map<Class<?>, Boolean> declaring = new HashMap<>();

	/**
	 * Returns whether a class has constraints, its superclasses and interfaces included.
	 */
	boolean contain(@Nullable Class<?> type) {
		return type != null && type != Object.class
				&& (this.declaring.computeIfAbsent(type, ConstrainedClasses::declaresConstraint)
						|| contain(type.getSuperclass()) || Stream.of(type.getInterfaces()).anyMatch(this::contain));
	}

	private static boolean declaresConstraint(Class<?> type) {
		return Stream.<AnnotatedElement[]>of(type.getDeclaredFields(), type.getDeclaredMethods())
			.flatMap(Stream::of)
			.flatMap((member) -> Stream.of(member.getDeclaredAnnotations()))
			.map(Annotation::annotationType)
			.anyMatch(ConstrainedClasses::isConstraint);
	}

	/**
	 * A constraint, several of one kind, or what leads to others, such as {@code @Valid}.
	 */
	private static boolean isConstraint(Class<? extends Annotation> type) {
		return type.getName().startsWith("jakarta.validation.") || type.isAnnotationPresent(Constraint.class) || Stream
			.of(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals("value") && method.getReturnType().isArray())
			.anyMatch((method) -> method.getReturnType().getComponentType().isAnnotationPresent(Constraint.class));
	}

}
