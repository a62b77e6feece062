package dev.migrate.autoconfigure;

import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.autoconfigure.failure.MigrateFailureAnalyzer;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MigrateFailureAnalyzer}.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
@Isolated("captures the output")
class MigrateFailureAnalyzerTests {

	@Test
	void failureOfTheMigrationIsShownWithoutAStackTrace(TestDatabase database, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(FailingApplication.class, database));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Description:\n\nThe revision 1a2b3c4d5e6f failed.\n\nCause: java.lang.IllegalStateException: division by zero",
				"Action:\n\nFix the revision.")
			.doesNotContain("\tat ");
	}

	@Test
	void ambiguousDataSourceIsShownWithTheNamesOfTheBeans(TestDatabase database, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(AmbiguousApplication.class, database));
		assertThat(output).contains("APPLICATION FAILED TO START", "orders, billing", "@MigrateDataSource")
			.doesNotContain("\tat ");
	}

	@Test
	void whatADriverEndsWithAFullStopHasOne() {
		assertThat(new ProblemException("It cannot be read: Connection refused..", "Connect.", null))
			.hasMessage("It cannot be read: Connection refused. Connect.");
		assertThat(new ProblemException("It cannot be read: and so on...", "Connect.", null).getProblem())
			.endsWith("on...");
	}

	@Test
	void deeperProblemAddsToTheDescriptionAndSaysWhatToDo() {
		FailureAnalysis analysis = analyze(new ProblemException("The revision failed.", "Fix it.",
				new ProblemException("The column is gone.", "Add the column.", null)));
		assertThat(analysis.getDescription())
			.isEqualToNormalizingNewlines("The revision failed.\n\nThe column is gone.");
		assertThat(analysis.getAction()).isEqualTo("Add the column.");
	}

	@Test
	void causeThatTheProblemTellsAlreadyIsNotRepeated() {
		FailureAnalysis analysis = analyze(new ProblemException("The server says: division by zero.", "Fix it.",
				new SQLException("ERROR: division by zero\n  Position: 8")));
		assertThat(analysis.getDescription()).isEqualTo("The server says: division by zero.");
	}

	private static FailureAnalysis analyze(Exception failure) {
		FailureAnalysis analysis = new MigrateFailureAnalyzer().analyze(new IllegalStateException(failure));
		assertThat(analysis).isNotNull();
		return Objects.requireNonNull(analysis);
	}

	private static void start(Class<?> application, TestDatabase database) {
		new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("database", database))
			.run("--" + TestApplications.LOCATIONS);
	}

	private static final class ProblemException extends MigrateException {

		private ProblemException(String problem, String action, @Nullable Throwable cause) {
			super(problem, action, cause);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MigrateAutoConfiguration.class)
	static class FailingApplication {

		@Bean
		DataSource dataSource(TestDatabase database) {
			return database.dataSource();
		}

		@Bean
		MigrationStrategy failing() {
			return (migrator) -> {
				throw new ProblemException("The revision 1a2b3c4d5e6f failed.", "Fix the revision.",
						new IllegalStateException("division by zero"));
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MigrateAutoConfiguration.class)
	static class AmbiguousApplication {

		@Bean
		DataSource orders(TestDatabase database) {
			return database.dataSource();
		}

		@Bean
		DataSource billing(TestDatabase database) {
			return database.dataSource();
		}

	}

}
