package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationCallback} beans.
 */
@ExtendWith(PostgresExtension.class)
class MigrationCallbackBeanTests {

	@Test
	void callbackBeansAreCalledInTheirOrder(TestDatabase database) {
		List<String> calls = new ArrayList<>();
		TestApplications.on(database)
			.withBean(Calls.class, () -> calls::add)
			.withUserConfiguration(Two.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(calls).containsExactly("first 1a2b3c4d5e6f", "second 1a2b3c4d5e6f", "first 2b3c4d5e6f7a",
						"second 2b3c4d5e6f7a");
			});
	}

	@Test
	void aCallbackThatNeedsWhatWaitsForTheMigrationIsExplained(TestDatabase database) {
		TestApplications.withJdbc(database).withUserConfiguration(OverJdbc.class).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = Failures.analyze(context);
			assertThat(analysis.getDescription())
				.startsWith("The callback 'auditing' needs a bean that is not created");
			assertThat(analysis.getAction()).contains("JdbcClient", "ObjectProvider");
			assertThat(database.tables()).doesNotContain("city");
		});
	}

	/**
	 * Where the callbacks note that they were called.
	 */
	interface Calls {

		void add(String call);

	}

	/**
	 * Notes each revision under a name.
	 */
	record Noting(String name, Calls calls) implements MigrationCallback {

		@Override
		public void beforeRevision(RevisionStep step, JdbcClient jdbc) {
			this.calls.add(this.name + " " + step.revision().id());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		@Order(2)
		MigrationCallback second(Calls calls) {
			return new Noting("second", calls);
		}

		@Bean
		@Order(1)
		MigrationCallback first(Calls calls) {
			return new Noting("first", calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OverJdbc {

		@Bean
		MigrationCallback auditing(JdbcClient jdbcClient) {
			return new MigrationCallback() {

				@Override
				public void onFailure(RuntimeException failure) {
					jdbcClient.sql("SELECT 1").query().singleRow();
				}

			};
		}

	}

}
