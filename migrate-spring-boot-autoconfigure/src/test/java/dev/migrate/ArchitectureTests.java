package dev.migrate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the packages to what each may use.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.migrate";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	/**
	 * Each package, the ones below it included, and the packages that it may use besides
	 * itself and the root.
	 */
	private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

	static {
		ALLOWED.put("revision", List.of());
		ALLOWED.put("schema", List.of());
		ALLOWED.put("operations", List.of("schema"));
		ALLOWED.put("script", List.of("revision"));
		ALLOWED.put("dialect", List.of("operations", "schema"));
		ALLOWED.put("runtime", List.of("revision", "schema", "operations", "script", "dialect"));
		ALLOWED.put("autogenerate", List.of("revision", "schema", "operations", "script", "dialect"));
		ALLOWED.put("hibernate", List.of("autogenerate", "schema"));
		ALLOWED.put("command", List.of("runtime", "autogenerate", "revision", "schema", "operations", "script"));
		ALLOWED.put("actuate", List.of("runtime", "revision", "script"));
		ALLOWED.put("autoconfigure", List.of("revision", "schema", "operations", "script", "dialect", "runtime",
				"autogenerate", "hibernate", "command", "actuate"));
		ALLOWED.put("test",
				List.of("runtime", "autogenerate", "autoconfigure", "revision", "schema", "operations", "script"));
	}

	private static final Set<String> MAY_USE_BOOT = Set.of("autoconfigure", "actuate", "test");

	@TestFactory
	List<DynamicTest> packagesUseOnlyWhatTheyMay() {
		return ALLOWED.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> usesOnly(entry.getKey(), entry.getValue())))
			.toList();
	}

	@Test
	void rootUsesNoOtherPackage() {
		noClasses().that(resideInAPackage(ROOT))
			.should()
			.dependOnClassesThat(resideInAnyPackage(trees(ALLOWED.keySet().toArray(String[]::new))))
			.check(classes);
	}

	@Test
	void onlyTheOuterPackagesUseSpringBoot() {
		String[] inner = ALLOWED.keySet()
			.stream()
			.filter((name) -> !MAY_USE_BOOT.contains(name))
			.toArray(String[]::new);
		noClasses().that(resideInAnyPackage(trees(inner)).or(resideInAPackage(ROOT)))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.allowEmptyShould(true)
			.check(classes);
	}

	@Test
	void revisionAndSchemaUseNoSpring() {
		noClasses().that(resideInAnyPackage(trees("revision", "schema")))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.allowEmptyShould(true)
			.check(classes);
	}

	@Test
	void operationsUseOnlyJdbcClientOfSpring() {
		DescribedPredicate<JavaClass> otherThanJdbcClient = DescribedPredicate.describe("are not JdbcClient",
				(type) -> !type.getName().startsWith(JdbcClient.class.getName()));
		noClasses().that(resideInAnyPackage(trees("operations")))
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework..").and(otherThanJdbcClient))
			.allowEmptyShould(true)
			.check(classes);
	}

	@Test
	void everyPackageIsInTheTable() {
		Set<String> packages = classes.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> !name.equals(ROOT))
			.map((name) -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
			.collect(Collectors.toSet());
		assertThat(ALLOWED.keySet()).containsAll(packages);
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<JavaPackage> packages = classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
		assertThat(packages).isNotEmpty()
			.allSatisfy(
					(javaPackage) -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as(javaPackage.getName())
						.isTrue());
	}

	private static void usesOnly(String name, List<String> allowed) {
		String[] forbidden = ALLOWED.keySet()
			.stream()
			.filter((other) -> !other.equals(name) && !allowed.contains(other))
			.toArray(String[]::new);
		noClasses().that(resideInAnyPackage(trees(name)))
			.should()
			.dependOnClassesThat(resideInAnyPackage(trees(forbidden)))
			.allowEmptyShould(true)
			.check(classes);
	}

	private static String[] trees(String... names) {
		return Arrays.stream(names).map((name) -> ROOT + "." + name + "..").toArray(String[]::new);
	}

}
