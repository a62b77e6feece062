package dev.migrate.test.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.test.MigrationTests;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

class MigrationTestEngineTests {

	private static final String ID = "[engine:migrate]/[class-template:%s]/[class-template-invocation:#1]";

	@Test
	void annotatedClassesAreFoundByTheirNamePackageMethodAndId() {
		assertThat(found(selectClass(Annotated.class))).containsExactly("Annotated");
		assertThat(found(selectClass(Derived.class))).containsExactly("Derived");
		assertThat(found(selectPackage(getClass().getPackageName()))).containsExactlyInAnyOrder("Annotated", "Derived",
				"Outer", "DerivedOuter");
		assertThat(found(selectMethod(Annotated.class, "revisions"))).containsExactly("Annotated");
		assertThat(found(selectUniqueId(ID.formatted(Annotated.class.getName())))).containsExactly("Annotated");
	}

	@Test
	void otherClassesAreNotFound() {
		assertThat(found(selectClass(Other.class))).isEmpty();
		assertThat(found(selectClass(Abstract.class))).isEmpty();
		assertThat(found(selectMethod(Annotated.class, "other"))).isEmpty();
		assertThat(found(selectUniqueId(ID.formatted("Nowhere")))).isEmpty();
	}

	/**
	 * Jupiter runs those that are nested in whatever class is selected.
	 */
	@Test
	void nestedClassesAreFoundThroughThoseAroundThem() {
		assertThat(tests(selectClass(Outer.class))).containsExactlyInAnyOrder("Inner", "Innermost");
		assertThat(tests(selectClass(DerivedOuter.class))).containsExactlyInAnyOrder("Inner", "Innermost");
		assertThat(tests(selectClass(Outer.Inner.class))).containsExactly("Inner");
		assertThat(tests(selectNestedClass(List.of(Outer.class, Outer.Between.class), Outer.Between.Innermost.class)))
			.containsExactly("Innermost");
		assertThat(tests(selectMethod(Outer.Inner.class, "revisions"))).containsExactly("Inner");
		assertThat(tests(selectNestedMethod(List.of(DerivedOuter.class), Outer.Inner.class, "revisions")))
			.containsExactly("Inner");
		assertThat(tests(selectUniqueId(
				"[engine:migrate]/[class:%s]/[nested-class-template:Inner]".formatted(Outer.class.getName()))))
			.containsExactly("Inner");
		assertThat(tests(
				selectUniqueId("[engine:migrate]/[class:%s]/[nested-class:Between]".formatted(Outer.class.getName()))))
			.containsExactly("Innermost");
		assertThat(tests(selectMethod(Outer.class, "revisions"))).isEmpty();
		assertThat(tests(selectPackage(getClass().getPackageName()))).contains("Annotated", "Inner", "Innermost");
	}

	/**
	 * Returns the classes that have tests.
	 */
	private static Set<String> tests(DiscoverySelector selector) {
		TestPlan plan = LauncherFactory.create()
			.discover(LauncherDiscoveryRequestBuilder.request()
				.selectors(selector)
				.filters(EngineFilter.includeEngines("migrate"))
				.build());
		Set<String> classes = new HashSet<>();
		plan.accept(new TestPlan.Visitor() {

			@Override
			public void visit(TestIdentifier test) {
				if (test.getUniqueIdObject().getLastSegment().getType().endsWith("class-template")) {
					classes.add(test.getDisplayName().replaceFirst(".*[.$]", ""));
				}
			}

		});
		return classes;
	}

	private static Set<String> found(DiscoverySelector selector) {
		TestPlan plan = LauncherFactory.create()
			.discover(LauncherDiscoveryRequestBuilder.request()
				.selectors(selector)
				.filters(EngineFilter.includeEngines("migrate"), ClassNameFilter.excludeClassNamePatterns(".*Filtered"))
				.build());
		return plan.getRoots()
			.stream()
			.flatMap((root) -> plan.getChildren(root).stream())
			.map((test) -> test.getDisplayName().replaceFirst(".*[.$]", ""))
			.collect(Collectors.toSet());
	}

	static class Outer {

		@Nested
		@MigrationTests
		class Inner {

		}

		@Nested
		class Between {

			@Nested
			@MigrationTests
			class Innermost {

			}

		}

	}

	static class DerivedOuter extends Outer {

	}

	@MigrationTests
	static class Annotated {

		void other() {
		}

	}

	@MigrationTests
	abstract static class Abstract {

	}

	static class Derived extends Abstract {

	}

	@MigrationTests
	static class Filtered {

	}

	static class Other {

	}

}
