package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests what a start prints that fails with any of Migrate's exceptions: through the
 * analyzers and reporters of Spring Boot, and for one of them by starting an application.
 * The texts that have been read and approved are in {@code approved/failures.txt}; what
 * was printed is written to {@code target/failures.txt}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("captures the output")
class FailureReportTests {

	private static final Pattern SECTION = Pattern.compile("^== (\\S+)\\n\\n(.*?)(?=^== |\\z)",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Map<String, String> printed = new TreeMap<>();

	static Stream<Class<? extends MigrateException>> failures() {
		ClassPathScanningCandidateComponentProvider exceptions = new ClassPathScanningCandidateComponentProvider(false);
		exceptions.addIncludeFilter(new AssignableTypeFilter(MigrateException.class));
		return exceptions.findCandidateComponents("dev.migrate")
			.stream()
			.<Class<? extends MigrateException>>map(
					(type) -> ClassUtils.resolveClassName(Objects.requireNonNull(type.getBeanClassName()), null)
						.asSubclass(MigrateException.class))
			.filter((type) -> isOurs(type));
	}

	private static boolean isOurs(Class<?> type) {
		return type.getProtectionDomain()
			.getCodeSource()
			.equals(MigrateException.class.getProtectionDomain().getCodeSource());
	}

	@ParameterizedTest
	@MethodSource("failures")
	void everyFailureIsDescribedWithAnActionAndWithoutAStackTrace(Class<? extends MigrateException> type,
			CapturedOutput output) throws IOException {
		StringBuilder report = new StringBuilder();
		for (MigrateException failure : FailureSamples.of(type)) {
			int before = output.getAll().length();
			assertThat(report(new BeanCreationException("migrations", "failed", failure))).isTrue();
			String text = output.getAll().substring(before).replace("\r\n", "\n");
			assertThat(text)
				.contains("APPLICATION FAILED TO START", failure.getProblem().lines().findFirst().orElseThrow())
				.containsPattern("Action:\n\n\\S")
				.doesNotContain("\tat ");
			report.append(text.substring(text.indexOf("Description:")).strip()).append("\n\n");
		}
		printed.put(type.getName(), report.toString());
		assertThat(report.toString()).isEqualTo(approved().get(type.getName()));
	}

	@Test
	void aStartPrintsWhatIsApproved(CapturedOutput output) throws IOException {
		MigrateException failure = FailureSamples.of(DatabaseUnavailableException.class).get(0);
		assertThat(catchThrowable(() -> start(failure))).hasStackTraceContaining(failure.getClass().getName());
		String text = output.getAll().replace("\r\n", "\n");
		assertThat(approved().get(failure.getClass().getName()))
			.startsWith(text.substring(text.indexOf("Description:")).strip());
	}

	@Test
	void noFailureIsApprovedThatCannotHappenAnyMore() throws IOException {
		assertThat(approved().keySet())
			.containsExactlyInAnyOrderElementsOf(failures().map(Class::getName).collect(Collectors.toSet()));
	}

	@AfterAll
	static void write() throws IOException {
		Files.writeString(Path.of("target", "failures.txt"),
				printed.entrySet()
					.stream()
					.map((entry) -> "== " + entry.getKey() + "\n\n" + entry.getValue())
					.collect(Collectors.joining()));
	}

	private static Map<String, String> approved() throws IOException {
		Map<String, String> sections = new TreeMap<>();
		try (InputStream file = FailureReportTests.class.getResourceAsStream("/approved/failures.txt")) {
			assertThat(file).isNotNull();
			SECTION.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8))
				.results()
				.forEach((section) -> sections.put(section.group(1), section.group(2)));
		}
		return sections;
	}

	/**
	 * Does what a start does with the exception that ends it.
	 */
	private static boolean report(Exception failure) {
		try (ConfigurableApplicationContext context = new StaticApplicationContext()) {
			return SpringFactoriesLoader.forDefaultResourceLocation()
				.load(SpringBootExceptionReporter.class,
						ArgumentResolver.of(ConfigurableApplicationContext.class, context))
				.stream()
				.anyMatch((reporter) -> reporter.reportException(failure));
		}
	}

	private static void start(MigrateException failure) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLogStartupInfo(false);
		application.addInitializers(
				(context) -> ((GenericApplicationContext) context).registerBean(MigrationInitializer.class, () -> {
					throw failure;
				}));
		application.run("--spring.main.banner-mode=off");
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
