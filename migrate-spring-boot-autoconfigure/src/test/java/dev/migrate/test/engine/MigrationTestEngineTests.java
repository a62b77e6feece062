package dev.migrate.test.engine;

import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.test.MigrationTests;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

class MigrationTestEngineTests {

	private static final String ID = "[engine:migrate]/[class-template:%s]/[class-template-invocation:#1]";

	@Test
	void annotatedClassesAreFoundByTheirNamePackageMethodAndId() {
		assertThat(found(selectClass(Annotated.class))).containsExactly("Annotated");
		assertThat(found(selectClass(Derived.class))).containsExactly("Derived");
		assertThat(found(selectPackage(getClass().getPackageName()))).containsExactlyInAnyOrder("Annotated", "Derived");
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
