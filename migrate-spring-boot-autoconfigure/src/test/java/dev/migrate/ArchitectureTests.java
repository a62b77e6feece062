package dev.migrate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
		ALLOWED.put("text", List.of());
		ALLOWED.put("revision", List.of());
		ALLOWED.put("schema", List.of());
		ALLOWED.put("operations", List.of("schema"));
		ALLOWED.put("script", List.of("revision"));
		ALLOWED.put("dialect", List.of("operations", "schema"));
		ALLOWED.put("runtime", List.of("revision", "schema", "operations", "script", "dialect"));
		ALLOWED.put("autogenerate", List.of("revision", "schema", "operations", "script", "dialect"));
		ALLOWED.put("adopt", List.of("revision", "schema", "script", "dialect", "runtime", "autogenerate"));
		ALLOWED.put("squash", List.of("adopt", "revision", "schema", "script", "dialect", "runtime"));
		ALLOWED.put("hibernate", List.of("autogenerate", "schema"));
		ALLOWED.put("command",
				List.of("adopt", "squash", "runtime", "autogenerate", "revision", "schema", "operations", "script"));
		ALLOWED.put("actuate", List.of("runtime", "revision", "script"));
		ALLOWED.put("autoconfigure", List.of("revision", "schema", "operations", "script", "dialect", "runtime",
				"autogenerate", "hibernate", "adopt", "command", "actuate"));
		ALLOWED.put("test", List.of("revision", "schema", "operations", "script", "dialect", "runtime", "autogenerate",
				"command", "autoconfigure"));
		ALLOWED.replaceAll((name, allowed) -> name.equals("text") ? allowed
				: Stream.concat(allowed.stream(), Stream.of("text")).toList());
	}

	private static final Set<String> MAY_USE_BOOT = Set.of("autoconfigure", "actuate", "test");

	/**
	 * The packages that may use the rooms of others, besides those that the table allows
	 * to use the package above the room.
	 */
	private static final Set<String> MAY_USE_ROOMS = Set.of("autoconfigure", "command", "test");

	/**
	 * The packages that use others as an application does, whatever the table allows.
	 */
	private static final Set<String> MUST_NOT_USE_ROOMS = Set.of("actuate", "hibernate");

	private static final String INTERNAL = "Internal: not part of the API.";

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final int LARGEST_FOLDER = 32;

	/**
	 * Classes of one package that need each other in a circle of more than three, because
	 * they are one idea: the reason, with their simple names.
	 */
	private static final Map<String, Set<String>> ONE_IDEA = Map.of(
			"an operation writes itself through a writer, which takes a backfill as a whole",
			Set.of("Backfill", "CompositeOperation", "Execute", "Operation", "SqlWriter"),
			"what changes a constraint and what changes several of them in one statement are each other's reverses",
			Set.of("BatchAlterTable", "CreateConstraint", "CreateConstraintUsingIndex", "DropConstraint",
					"ValidateConstraint"),
			"what creates and what drops are each other's reverses, and a table has indexes",
			Set.of("CreateIndex", "CreateTable", "DropIndex", "DropTable"),
			"the type of all locks makes the lock of each kind",
			Set.of("LeaseLock", "MigrationLock", "NoLock", "SessionLock", "TransactionLock"));

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
			.map(ArchitectureTests::tree)
			.filter((name) -> !name.isEmpty())
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

	@Test
	void noTwoPackagesNeedEachOther() {
		slices().assignedFrom(new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		}).should().beFreeOfCycles().check(classes);
	}

	@Test
	void noMoreThanThreeClassesOfAPackageNeedEachOther() {
		assertThat(new ClassCycles(classes).largerThan(3))
			.allSatisfy((circle) -> assertThat(ONE_IDEA.values()).contains(simpleNames(circle)));
	}

	@Test
	void onlyMigrateItselfUsesInternalPackages() throws IOException {
		Set<String> internal = internalPackages();
		assertThat(internal).isNotEmpty();
		Map<String, Set<String>> users = internal.stream()
			.collect(Collectors.toMap(Function.identity(), ArchitectureTests::mayUseRoom));
		List<Dependency> uses = classes.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> internal.contains(dependency.getTargetClass().getPackageName()))
			.toList();
		assertThat(uses).isNotEmpty();
		assertThat(uses)
			.filteredOn((use) -> !users.getOrDefault(use.getTargetClass().getPackageName(), Set.of())
				.contains(tree(use.getOriginClass())))
			.extracting(Dependency::getDescription)
			.isEmpty();
	}

	@Test
	void theSampleUsesNoInternalPackage() throws IOException {
		Set<String> internal = internalPackages();
		Pattern imported = Pattern.compile("^import (?:static )?(dev\\.migrate(?:\\.[a-z]\\w*)*)", Pattern.MULTILINE);
		for (Path source : sources(Path.of("..", "sample-app", "src", "main", "java"))) {
			assertThat(imported.matcher(Files.readString(source)).results().map((match) -> match.group(1)))
				.as(source.toString())
				.doesNotContainAnyElementsOf(internal);
		}
	}

	@Test
	void noFolderIsTooLargeToRead() throws IOException {
		Map<Path, Long> sizes = sources(SOURCES).stream()
			.filter((source) -> !source.endsWith("package-info.java"))
			.collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
		assertThat(sizes).isNotEmpty()
			.allSatisfy((folder, size) -> assertThat(size).as(folder.toString()).isLessThanOrEqualTo(LARGEST_FOLDER));
	}

	@Test
	void everyExceptionThatAnApplicationSeesIsAMigrateException() throws IOException {
		classes().that(assignableTo(Throwable.class))
			.and()
			.arePublic()
			.and()
			.resideOutsideOfPackages(internalPackages().toArray(String[]::new))
			.should()
			.beAssignableTo(MigrateException.class)
			.check(classes);
	}

	/**
	 * The trees of packages whose classes may use an internal package.
	 */
	private static Set<String> mayUseRoom(String room) {
		String owner = room.substring(ROOT.length() + 1).split("\\.", 2)[0];
		Set<String> users = ALLOWED.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(owner) && !MUST_NOT_USE_ROOMS.contains(entry.getKey()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
		users.addAll(MAY_USE_ROOMS);
		users.add(owner);
		return users;
	}

	private static String tree(JavaClass type) {
		return type.getPackageName().equals(ROOT) ? ""
				: type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0];
	}

	private static Set<String> simpleNames(Set<String> names) {
		return names.stream().map((name) -> name.substring(name.lastIndexOf('.') + 1)).collect(Collectors.toSet());
	}

	private static Set<String> internalPackages() throws IOException {
		Set<String> internal = new TreeSet<>();
		for (Path source : sources(SOURCES)) {
			if (source.endsWith("package-info.java")
					&& Files.readString(source).replaceAll("\\s*\\n \\* ?", " ").contains(INTERNAL)) {
				internal.add(SOURCES.relativize(source.getParent()).toString().replace(File.separatorChar, '.'));
			}
		}
		return internal;
	}

	private static List<Path> sources(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
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
