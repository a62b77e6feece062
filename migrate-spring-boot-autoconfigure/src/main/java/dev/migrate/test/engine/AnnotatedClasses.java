package dev.migrate.test.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.test.MigrationTestMethod;
import dev.migrate.test.MigrationTests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.ModuleSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.PackageNameFilter;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * The annotated classes that a request is about.
 */
final class AnnotatedClasses {

	private static final Set<String> OUTER = Set.of("class", "class-template");

	private static final Set<String> INNER = Set.of("nested-class", "nested-class-template");

	private final UniqueId engine;

	private final Predicate<String> names;

	private final Set<Found> classes = new LinkedHashSet<>();

	private AnnotatedClasses(EngineDiscoveryRequest request, UniqueId engine) {
		this.engine = engine;
		this.names = Filter.composeFilters(request.getFiltersByType(ClassNameFilter.class))
			.toPredicate()
			.and(packageOf(Filter.composeFilters(request.getFiltersByType(PackageNameFilter.class)).toPredicate()));
	}

	private static Predicate<String> packageOf(Predicate<String> packages) {
		return (name) -> packages.test(name.substring(0, Math.max(name.lastIndexOf('.'), 0)));
	}

	static Set<Found> selectedBy(EngineDiscoveryRequest request, UniqueId engine) {
		AnnotatedClasses found = new AnnotatedClasses(request, engine);
		request.getSelectorsByType(DiscoverySelector.class).forEach(found::add);
		return found.classes;
	}

	/**
	 * An annotated class.
	 *
	 * @param enclosing the classes that it is nested in, from the outside to the inside
	 * @param type the class
	 */
	record Found(List<Class<?>> enclosing, Class<?> type) {

		Found {
			enclosing = List.copyOf(enclosing);
		}

		Found nested(Class<?> nested) {
			return new Found(Stream.concat(this.enclosing.stream(), Stream.of(this.type)).toList(), nested);
		}

		/**
		 * Returns a class by itself, nested where it is declared.
		 */
		static Found of(Class<?> type) {
			return isNested(type) ? of(type.getEnclosingClass()).nested(type) : new Found(List.of(), type);
		}

	}

	private void add(DiscoverySelector selector) {
		if (selector instanceof ClassSelector one) {
			add(one.getJavaClass());
		}
		else if (selector instanceof NestedClassSelector nested) {
			add(new Found(nested.getEnclosingClasses(), nested.getNestedClass()));
		}
		else if (selector instanceof MethodSelector method) {
			add(Found.of(method.getJavaClass()), method.getMethodName());
		}
		else if (selector instanceof NestedMethodSelector method) {
			add(new Found(method.getEnclosingClasses(), method.getNestedClass()), method.getMethodName());
		}
		else if (selector instanceof PackageSelector folder) {
			ReflectionSupport
				.findAllClassesInPackage(folder.getPackageName(), AnnotatedClasses::isOutermost, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof ClasspathRootSelector root) {
			ReflectionSupport
				.findAllClassesInClasspathRoot(root.getClasspathRoot(), AnnotatedClasses::isOutermost, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof ModuleSelector module) {
			ReflectionSupport.findAllClassesInModule(module.getModuleName(), AnnotatedClasses::isOutermost, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof UniqueIdSelector id && id.getUniqueId().hasPrefix(this.engine)) {
			Found found = found(id.getUniqueId());
			if (found != null) {
				add(found);
			}
		}
	}

	/**
	 * Returns the innermost class of an id.
	 */
	private static @Nullable Found found(UniqueId id) {
		Found found = null;
		for (Segment segment : id.getSegments()) {
			if (OUTER.contains(segment.getType())) {
				Optional<Class<?>> loaded = ReflectionSupport.tryToLoadClass(segment.getValue()).toOptional();
				found = loaded.map(Found::of).orElse(null);
			}
			else if (INNER.contains(segment.getType()) && found != null) {
				Found outer = found;
				found = nested(outer.type()).filter((type) -> type.getSimpleName().equals(segment.getValue()))
					.findFirst()
					.map(outer::nested)
					.orElse(null);
			}
		}
		return found;
	}

	private void add(Class<?> type) {
		// JUnit leaves out no nested class because of its name.
		if (isNested(type) || this.names.test(type.getName())) {
			add(Found.of(type));
		}
	}

	private void add(Found found, String method) {
		if (method.equals(MigrationTestMethod.get().getName()) && isAnnotated(found.type())) {
			this.classes.add(found);
		}
	}

	/**
	 * Adds a class and those that are nested in it.
	 */
	private void add(Found found) {
		if (isAnnotated(found.type())) {
			this.classes.add(found);
		}
		if (ModifierSupport.isNotAbstract(found.type())) {
			nested(found.type()).forEach((type) -> add(found.nested(type)));
		}
	}

	private static Stream<Class<?>> nested(Class<?> type) {
		try {
			return ReflectionSupport.streamNestedClasses(type, AnnotatedClasses::isNested);
		}
		catch (JUnitException ex) {
			// Of a class that is nested in itself, which Jupiter reports
			return Stream.empty();
		}
	}

	private static boolean isNested(Class<?> type) {
		return isInner(type) && AnnotationSupport.isAnnotated(type, Nested.class);
	}

	private static boolean isOutermost(Class<?> type) {
		return !isInner(type);
	}

	private static boolean isInner(Class<?> type) {
		return type.isMemberClass() && ModifierSupport.isNotStatic(type);
	}

	private static boolean isAnnotated(Class<?> type) {
		return AnnotationSupport.isAnnotated(type, MigrationTests.class) && ModifierSupport.isNotAbstract(type)
				&& ModifierSupport.isNotPrivate(type) && !type.isInterface();
	}

}
