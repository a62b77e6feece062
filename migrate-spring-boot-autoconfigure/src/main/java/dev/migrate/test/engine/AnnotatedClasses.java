package dev.migrate.test.engine;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrate.test.MigrationTestMethod;
import dev.migrate.test.MigrationTests;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.ModuleSelector;
import org.junit.platform.engine.discovery.PackageNameFilter;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * The annotated classes that a request is about.
 */
final class AnnotatedClasses {

	private final UniqueId engine;

	private final Predicate<String> names;

	private final Set<Class<?>> classes = new LinkedHashSet<>();

	private AnnotatedClasses(EngineDiscoveryRequest request, UniqueId engine) {
		this.engine = engine;
		this.names = Filter.composeFilters(request.getFiltersByType(ClassNameFilter.class))
			.toPredicate()
			.and(packageOf(Filter.composeFilters(request.getFiltersByType(PackageNameFilter.class)).toPredicate()));
	}

	private static Predicate<String> packageOf(Predicate<String> packages) {
		return (name) -> packages.test(name.substring(0, Math.max(name.lastIndexOf('.'), 0)));
	}

	static Set<Class<?>> selectedBy(EngineDiscoveryRequest request, UniqueId engine) {
		AnnotatedClasses found = new AnnotatedClasses(request, engine);
		request.getSelectorsByType(DiscoverySelector.class).forEach(found::add);
		return found.classes;
	}

	private void add(DiscoverySelector selector) {
		if (selector instanceof ClassSelector one) {
			add(one.getJavaClass());
		}
		else if (selector instanceof MethodSelector method) {
			if (method.getMethodName().equals(MigrationTestMethod.get().getName())) {
				add(method.getJavaClass());
			}
		}
		else if (selector instanceof PackageSelector folder) {
			ReflectionSupport
				.findAllClassesInPackage(folder.getPackageName(), AnnotatedClasses::isAnnotated, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof ClasspathRootSelector root) {
			ReflectionSupport
				.findAllClassesInClasspathRoot(root.getClasspathRoot(), AnnotatedClasses::isAnnotated, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof ModuleSelector module) {
			ReflectionSupport.findAllClassesInModule(module.getModuleName(), AnnotatedClasses::isAnnotated, this.names)
				.forEach(this::add);
		}
		else if (selector instanceof UniqueIdSelector id && id.getUniqueId().hasPrefix(this.engine)) {
			id.getUniqueId()
				.getSegments()
				.stream()
				.skip(1)
				.findFirst()
				.map((segment) -> load(segment.getValue()))
				.ifPresent(this::add);
		}
	}

	private static @Nullable Class<?> load(String name) {
		Optional<Class<?>> loaded = ReflectionSupport.tryToLoadClass(name).toOptional();
		return loaded.orElse(null);
	}

	private void add(Class<?> type) {
		if (isAnnotated(type) && this.names.test(type.getName())) {
			this.classes.add(type);
		}
	}

	private static boolean isAnnotated(Class<?> type) {
		return AnnotationSupport.isAnnotated(type, MigrationTests.class) && ModifierSupport.isNotAbstract(type)
				&& ModifierSupport.isNotPrivate(type) && !type.isInterface();
	}

}
